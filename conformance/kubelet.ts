/** Builds the real kubelet of a minor, with its scripted container runtime, and lets it play Pods. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { SeenEvent } from '../packages/core/test/kubelet-agreement.ts';
import type { Life } from './generate/life.ts';
import { kubeletTags } from './versions.ts';

const here = import.meta.dirname;

/** The program of a minor, built again only when its source is newer. A first build takes minutes. */
export function kubeletOf(minor: string): string {
  const binary = join(here, 'bin', `kubelet-${minor}`);
  const sources = [...globSync('kubelet/*.go', { cwd: here }), `${minor}/go.mod`];
  const isCurrent =
    existsSync(binary) &&
    sources.every((file) => statSync(join(here, file)).mtimeMs < statSync(binary).mtimeMs);
  if (isCurrent) return binary;
  mkdirSync(join(here, 'bin'), { recursive: true });
  const args = [
    'build',
    '-p',
    '1',
    '-mod=readonly',
    `-modfile=${minor}/go.mod`,
    `-tags=${kubeletTags(minor)}`,
  ];
  execFileSync('go', [...args, '-o', binary, './kubelet'], { cwd: here, stdio: 'inherit' });
  return binary;
}

export interface PlayOptions {
  readonly featureGates: string;
  readonly seconds: number;
}

/** Plays all of them side by side, in real time. */
export function play(
  minor: string,
  lives: readonly (Life & { readonly id: string })[],
  { featureGates, seconds }: PlayOptions,
): ReadonlyMap<string, readonly SeenEvent[]> {
  const input = lives.map((one) => JSON.stringify(one)).join('\n');
  const args = [`-feature-gates=${featureGates}`, `-seconds=${seconds}`];
  const { status, stdout, stderr } = spawnSync(kubeletOf(minor), args, {
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 31,
  });
  if (status !== 0) throw new Error(`kubelet ${minor}: ${stderr.slice(-2000)}`);
  const answers = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: string; timeline: SeenEvent[] });
  return new Map(answers.map(({ id, timeline }) => [id, timeline]));
}
