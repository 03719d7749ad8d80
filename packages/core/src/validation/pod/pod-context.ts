import type { ObjectMeta, PodSpec, Volume } from '../../kubernetes/api-types.gen.ts';
import type { Release } from '../../kubernetes/release.ts';

/** How the API server that is asked was started. */
export interface ServerOptions {
  /** `--allow-privileged`; nearly every cluster has it (V-016). */
  readonly allowPrivileged: boolean;
}

export const DEFAULT_SERVER: ServerOptions = { allowPrivileged: true };

/** Where the PodSpec stands that is validated. */
export interface PodPosition {
  readonly on: Release['on'];
  readonly server: ServerOptions;
  /** A Pod, and not a template: some rules hold for Pods alone. */
  readonly isPod: boolean;
  /** The Pod's metadata; a template's names nothing. */
  readonly metadata?: ObjectMeta;
}

/** What rules of containers need to know of their Pod. */
export interface PodContext extends PodPosition {
  readonly spec: PodSpec;
  readonly volumes: ReadonlyMap<string, Volume>;
  readonly claimNames: ReadonlySet<string>;
  readonly graceSeconds: number;
  /** Whether the Pod shares the user namespace of its host. */
  readonly hostUsers: boolean;
}
