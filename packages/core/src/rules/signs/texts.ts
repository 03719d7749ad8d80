import type { Container } from '../../kubernetes/api-types.gen.ts';

/** A text of the manifest that a container gets, and where it stands below the container: `args[0]`. */
export interface PlacedText {
  readonly path: string;
  readonly text: string;
}

/** The words of `command` and `args`, scripts whole. */
export const wordsWithPlaces = ({ command, args }: Container): readonly PlacedText[] => [
  ...(command ?? []).map((text, index) => ({ path: `command[${index}]`, text })),
  ...(args ?? []).map((text, index) => ({ path: `args[${index}]`, text })),
];

/** The values of `env`. */
export const environmentWithPlaces = ({ env }: Container): readonly PlacedText[] =>
  (env ?? []).flatMap(({ value }, index) =>
    value === undefined ? [] : [{ path: `env[${index}].value`, text: value }],
  );

/** Words and values that may hold addresses. */
export const textsOf = (container: Container): readonly string[] =>
  [...wordsWithPlaces(container), ...environmentWithPlaces(container)].map(({ text }) => text);

/** The value of an environment variable that the manifest gives; the last one counts. */
export const environmentValue = ({ env }: Container, name: string): string | undefined =>
  (env ?? []).findLast((one) => one.name === name)?.value;
