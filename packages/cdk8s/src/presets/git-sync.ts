import type { Sidecar } from '../sidecar.ts';
import { written } from '../sidecar-builder.ts';

export interface GitSyncOptions<V extends string> {
  readonly repo: string;
  /** The shared volume: consumers mount it read-only and follow the symlink `current`. */
  readonly volume: V;
  /** `v4.7.0`: the tag of registry.k8s.io/git-sync/git-sync. */
  readonly version: string;
  /** Between two syncs: `30s`; default git-sync's own. */
  readonly period?: string;
  /** Further flags: `--ref=main`, `--depth=1` … */
  readonly args?: readonly string[];
}

/**
 * git-sync 4, checked against 4.7. Its `/` answers with an error until the first sync: as a startup probe that holds
 * the app back until the files are there, and makes the usual init container with `--one-time` unnecessary. By default
 * the first failed sync ends it; here it tries on.
 *
 * @see https://github.com/kubernetes/git-sync#manual
 * @see https://github.com/kubernetes/git-sync/blob/master/docs/kubernetes.md
 */
export const gitSync = <const V extends string>({
  repo,
  volume,
  version,
  period,
  args = [],
}: GitSyncOptions<V>): Sidecar<'git-sync', 'http', V> =>
  written('git-sync', `registry.k8s.io/git-sync/git-sync:${version}`)
    .args(
      `--repo=${repo}`,
      '--root=/git',
      '--link=current',
      '--http-bind=:1234',
      '--max-failures=-1',
      ...(period === undefined ? [] : [`--period=${period}`]),
      ...args,
    )
    .mount(volume, '/git')
    .ports({ http: 1234 })
    .startup({ http: '/', port: 'http', periodSeconds: 1, failureThreshold: 120 })
    .as<Sidecar<'git-sync', 'http', V>>();
