import type { Release } from '../../kubernetes/release.ts';

/** A text of the server's Warning header. */
export interface Warning {
  /** Row of the fact sheet. */
  readonly catalogue: string;
  readonly path: string;
  readonly text: string;
}

export type Warnings = Generator<Warning, void, undefined>;

/** Where the Pod stands that is warned of. */
export interface WarningContext {
  /** Empty for a Pod, `spec.template.` in a Deployment. */
  readonly prefix: string;
  readonly isTemplate: boolean;
  readonly on: Release['on'];
}

export const warning = (catalogue: string, path: string, text: string): Warning => ({
  catalogue,
  path,
  text: `${path}: ${text}`,
});
