import type { Random } from '../random.ts';
import { podSpec } from './pod-spec.ts';
import { labels } from './values.ts';

type Fields = Record<string, unknown>;

export const template = (random: Random, restartPolicies: readonly (string | undefined)[]): Fields => ({
  metadata: {
    labels: random.pick([labels(random)], [{ app: 'y' }, undefined, {}]),
    annotations: random.maybe(5, () => random.pick([{ a: 'b' }], [{ 'Bad_/x': '' }])),
    name: random.rarely(() => 'ignored'),
  },
  spec: podSpec(random, restartPolicies),
});

const REQUIREMENTS: readonly Fields[] = [
  { key: 'app', operator: 'In', values: ['x'] },
  { key: 'app', operator: 'Exists' },
  { key: 'app', operator: 'In', values: [] },
  { key: 'app', operator: 'x' },
  { key: 'Bad_/x', operator: 'Exists', values: ['y'] },
];

export const selector = (random: Random): unknown =>
  random.pick(
    [{ matchLabels: { app: 'x' } }],
    [
      undefined,
      {},
      { matchLabels: { app: 'z' } },
      { matchLabels: { 'Bad_/x': 'y' } },
      { matchExpressions: [random.pick(REQUIREMENTS)] },
    ],
  );
