/**
 * Compares the simulator with the real kubelet of a minor on random Pods, which it plays side by side in real time.
 * `node conformance/compare-life.ts [--minor 1.37] [--count 200] [--seed 1] [--seconds 100] [--feature-gates A=true] [--show 10] [--save FILE | --load FILE]`
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Release } from '../packages/core/src/index.ts';
import type { SeenEvent } from '../packages/core/test/kubelet-agreement.ts';
import { type Abilities, type Life, life } from './generate/life.ts';
import { play } from './kubelet.ts';
import { differencesOfLife } from './life-differences.ts';
import { releaseAt } from './outrider.ts';

const { values: options } = parseArgs({
  options: {
    minor: { type: 'string', default: '1.37' },
    count: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    seconds: { type: 'string', default: '100' },
    'feature-gates': { type: 'string' },
    show: { type: 'string', default: '10' },
    save: { type: 'string' },
    load: { type: 'string' },
  },
});

type Numbered = Life & { readonly id: string };

const { minor, save, load } = options;
const featureGates = options['feature-gates'] ?? (minor === '1.28' ? 'SidecarContainers=true' : '');
const seconds = Number(options.seconds);
const release = releaseAt(minor, featureGates);

const abilitiesOf = ({ on }: Release): Abilities => ({
  sleep: on.PodLifecycleSleepAction,
  rules: on.ContainerRestartRules,
  restartAll: on.RestartAllContainersOnContainerExits,
});

/** Pods of other seeds never meet: each has a million of its own. */
const SEEDS_APART = 1_000_000;

function livesOf(seed: number, count: number): readonly Numbered[] {
  const abilities = abilitiesOf(release);
  return Array.from({ length: count }, (_, index) => {
    const one = seed * SEEDS_APART + index;
    return { id: `p${one}`, ...life(one, abilities) };
  });
}

function seenOf(lives: readonly Numbered[]): ReadonlyMap<string, readonly SeenEvent[]> {
  if (load !== undefined) return new Map(JSON.parse(readFileSync(load, 'utf8')));
  const seen = play(minor, lives, { featureGates, seconds });
  if (save !== undefined) writeFileSync(save, JSON.stringify([...seen]));
  return seen;
}

const lives = livesOf(Number(options.seed), Number(options.count));
const seen = seenOf(lives);
const found = lives.flatMap((one) => {
  const events = (seen.get(one.id) ?? []).filter(({ t }) => t < seconds - 1);
  const differences = differencesOfLife(one, events, release, seconds);
  return differences.length === 0 ? [] : [{ id: one.id, differences }];
});
for (const { id, differences } of found.slice(0, Number(options.show))) {
  console.log(`\n${id}\n  ${differences.join('\n  ')}`);
}
console.log(`\n${minor}: ${lives.length - found.length} of ${lives.length} agree`);
