import { z } from 'zod';

/** What a manifest may hold: shown as code wherever it is shown. */
export const text = (most = 1000): z.ZodType<string> => z.string().max(most);

/** Our own words, which are shown as they are. */
export const word: z.ZodType<string> = z
  .string()
  .regex(/^[A-Za-z0-9](?:[A-Za-z0-9 ._/-]{0,98}[A-Za-z0-9])?$/);

/** A canonical quantity. */
export const amount: z.ZodType<string> = z
  .string()
  .max(60)
  .regex(/^-?\d+(?:\.\d+)?(?:[numkMGTPE]|[KMGTPE]i|e-?\d{1,3})?$/);

const MOST = 1e15;
export const number: z.ZodType<number> = z.number().min(-MOST).max(MOST);
export const count: z.ZodType<number> = z.number().int().min(0).max(MOST);

/** Names of containers. */
export const names: z.ZodType<readonly string[]> = z.array(text(300)).max(1000);

/** `__proto__` is no name of a resource. */
export const record = <T>(value: z.ZodType<T>): z.ZodType<Readonly<Record<string, T>>> =>
  z.record(
    z
      .string()
      .max(400)
      .refine((name) => name !== '__proto__'),
    value,
  );

export const list = <T>(item: z.ZodType<T>, most = 100_000): z.ZodType<readonly T[]> =>
  z.array(item).max(most);

export interface Sides<T> {
  readonly before: T | null;
  readonly after: T | null;
}

export const sides = <T>(of: z.ZodType<T>): z.ZodType<Sides<T>> =>
  z.object({ before: of.nullable(), after: of.nullable() });
