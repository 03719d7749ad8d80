import { describe, expect, it } from 'vitest';
import { always } from '../src/lifecycle/kubelet/reactions.ts';
import { simulate, simulateNode } from '../src/lifecycle/simulate.ts';
import { nodes, partings, simulatedSteps, unexpectedStatus } from './kubelet-agreement.ts';
import { hasStatus, inputOf, isFor, LEFT_OUT, PLAYED, slackOf } from './kubelet-replay.ts';
import { OBSERVED_VERSIONS, observed } from './kubelet-vectors.ts';

describe.each(OBSERVED_VERSIONS)('as the real kubelet of %s', (version) => {
  const entries = observed(version);

  it('knows the Pod of every entry', () => {
    const unknown = entries.filter(({ scenario }) => !PLAYED.has(scenario));
    expect(unknown.map(({ scenario }) => scenario)).toEqual([]);
  });

  const played = entries.flatMap((entry) => {
    const one = PLAYED.get(entry.scenario);
    return one === undefined || entry.scenario in LEFT_OUT || !isFor(one, version)
      ? []
      : [[entry.scenario, one.rule, one, entry] as const];
  });

  it.each(played)('%s %s', (_id, _rule, one, entry) => {
    const input = inputOf(version, one, entry);
    const runs = nodes(input);
    expect(partings(runs, entry.timeline, slackOf(one))).toEqual([]);
    if (hasStatus(version)) expect(unexpectedStatus(runs, entry.timeline, slackOf(one))).toBeNull();
  });

  it.each(played)('%s is the same to the quickest node and without delays', (_id, _rule, one, entry) => {
    const input = inputOf(version, one, entry);
    const [quickest, ideal] = [simulateNode(input, always(0)), simulate(input)];
    expect(simulatedSteps(quickest.timeline)).toEqual(simulatedSteps(ideal.timeline));
  });
});
