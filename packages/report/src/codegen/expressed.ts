/** Why the builder cannot be given something: where, and in a sentence. */
export interface Fault {
  readonly path: string;
  readonly reason: string;
}

/** What came out, or why nothing did. */
export type Expressed<T> = T | { readonly fault: Fault };

export const fault = (path: string, reason: string): { readonly fault: Fault } => ({
  fault: { path, reason },
});

export const isFault = <T extends object>(result: Expressed<T>): result is { readonly fault: Fault } =>
  'fault' in result;
