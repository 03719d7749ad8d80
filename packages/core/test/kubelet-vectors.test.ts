import { describe, expect, it } from 'vitest';
import {
  OBSERVED_VERSIONS,
  observed,
  observedSteps,
  partings,
  partingsByContainer,
  simulatedSteps,
} from './kubelet-vectors.ts';
import { GOLDEN, runGolden, SINGLE_RULES, settingsOf } from './lifecycle-golden.ts';

const byId = new Map(GOLDEN.map((golden) => [golden.id, golden]));

/** Recorded as something else than the scenario of the name; the real kubelet's `note` says so. */
const OTHERWISE: Readonly<Record<string, string>> = {
  S52: 'a deletion with grace 10 in place of a node shutdown',
  S57: 'without the Job controller',
  S58: 'without the Job controller',
  S51: 'a deletion with grace 1 in place of an eviction',
  S12: 'attempts follow retry jitter',
};

/** Start-up steps of a second each, beside containers that live about as long. */
const MIXED: Readonly<Record<string, string>> = {
  S16B: 'the same for longer',
  S16: 'a sidecar that ends after one second while two init containers follow',
};

describe.each(OBSERVED_VERSIONS)('as the real kubelet of %s', (version) => {
  const entries = observed(version).flatMap((entry) => {
    const golden = entry.scenario in OTHERWISE ? undefined : byId.get(entry.scenario);
    const setting = golden && settingsOf(golden).find((candidate) => candidate.version === version);
    return golden === undefined || setting === undefined ? [] : [{ entry, golden, setting }];
  });

  it('has entries', () => {
    expect(entries.length).toBeGreaterThan(25);
  });

  it.each(entries.map((each) => [each.golden.id, each] as const))('%s', (id, { entry, golden, setting }) => {
    const until = Math.max(...entry.timeline.map(({ t }) => t));
    const run = runGolden(golden, setting, until);
    const compare = id in MIXED ? partingsByContainer : partings;
    expect(compare(observedSteps(entry), simulatedSteps(run.timeline))).toEqual([]);
  });
});

describe.each(OBSERVED_VERSIONS)('single rules, as the real kubelet of %s', (version) => {
  const entries = observed(version).flatMap((entry) => {
    const golden = SINGLE_RULES.find(({ id }) => id === entry.scenario);
    const setting = golden && settingsOf(golden).find((candidate) => candidate.version === version);
    return golden === undefined || setting === undefined ? [] : [{ entry, golden, setting }];
  });

  it.each(entries.map((each) => [each.golden.id, each.golden.title, each] as const))(
    '%s %s',
    (id, _rule, { entry, golden, setting }) => {
      const until = Math.max(...entry.timeline.map(({ t }) => t));
      const run = runGolden(golden, setting, until);
      const compare = id in MIXED ? partingsByContainer : partings;
      expect(compare(observedSteps(entry), simulatedSteps(run.timeline))).toEqual([]);
    },
  );
});
