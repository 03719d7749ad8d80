import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { itemsByTime, readFixture } from '../../test/lifecycle-notation.ts';
import { releaseOf } from '../kubernetes/release.ts';
import { simulate } from './simulate.ts';

interface Golden {
  readonly id: string;
  readonly title: string;
  readonly pod: string;
  readonly timeline: readonly string[];
}

const golden = load(
  readFileSync(new URL('./testdata/scenarios.yaml', import.meta.url), 'utf8'),
) as readonly Golden[];

/** Scenarios whose lines are written out in full and hold for the newest release as they stand. */
const WHOLE = golden.filter(({ id }) =>
  'S01 S02 S03 S04 S05 S06 S09 S10 S13 S15 S17 S18 S23 S26 S27 S31 S32 S33 S34 S35 S37 S38 S39 S40 S41 S43 S48 S61 S64 S65 S67'
    .split(' ')
    .includes(id),
);

describe('the kubelet of 1.36', () => {
  it.each(WHOLE.map((scenario) => [scenario.id, scenario.title, scenario] as const))(
    '%s %s',
    (id, _title, scenario) => {
      const { spec, scenario: world } = readFixture(scenario.pod, scenario.timeline);
      const last = Math.max(...scenario.timeline.map((line) => Number.parseFloat(line)));
      const run = simulate({
        pod: { metadata: { name: id.toLowerCase() }, spec },
        scenario: { ...world, until: last * 1000 },
        release: releaseOf('1.36'),
      });
      const lines = [...itemsByTime(run.timeline)].map(([time, items]) => [time, ...items].join(' | '));
      expect(lines).toEqual(
        scenario.timeline.map((line) => line.replace(/(EV BackOff \w+) \S+ ->\d+/g, '$1')),
      );
    },
  );
});
