import type { Sidecar } from '../sidecar.ts';
import { fileSync } from './archetypes.ts';

export interface GitSyncOptions<V extends string> {
  readonly repo: string;
  /** The shared volume: consumers mount it read-only and follow the symlink `current`. */
  readonly volume: V;
  /** Default `v4.7.0`, of the minor these settings were checked against. */
  readonly version?: string;
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
  version = 'v4.7.0',
  period,
  args = [],
}: GitSyncOptions<V>): Sidecar<'git-sync', 'http', V> =>
  fileSync('git-sync', {
    image: `registry.k8s.io/git-sync/git-sync:${version}`,
    files: { volume, path: '/git' },
    startup: { http: '/', port: 1234, periodSeconds: 1, failureThreshold: 120 },
  })
    .args(
      `--repo=${repo}`,
      '--root=/git',
      '--link=current',
      '--http-bind=:1234',
      '--max-failures=-1',
      ...(period === undefined ? [] : [`--period=${period}`]),
      ...args,
    )
    .ports({ http: 1234 });
