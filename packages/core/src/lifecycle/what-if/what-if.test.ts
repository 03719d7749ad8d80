import { describe, expect, it } from 'vitest';
import type { PodSpec } from '../../kubernetes/api-types.gen.ts';
import { releaseOf } from '../../kubernetes/release.ts';
import { WHAT_IF_LEVELS, type WhatIf, whatIf } from './what-if.ts';

const job: PodSpec = {
  restartPolicy: 'Never',
  terminationGracePeriodSeconds: 20,
  initContainers: [
    {
      name: 'proxy',
      image: 'p',
      restartPolicy: 'Always',
      startupProbe: { periodSeconds: 1, failureThreshold: 5 },
    },
  ],
  containers: [{ name: 'work', image: 'w' }],
};

const server: PodSpec = { ...job, restartPolicy: 'Always' };

const ask = (spec: PodSpec): readonly WhatIf[] => whatIf({ pod: { spec }, release: releaseOf('1.36') });

const find = (answers: readonly WhatIf[], question: WhatIf['question']): WhatIf | undefined =>
  answers.find((one) => one.question === question);

describe('whatIf', () => {
  it('puts the plan first and then the worst', () => {
    for (const spec of [job, server]) {
      const [plan, ...others] = ask(spec);
      expect(plan).toMatchObject({ question: 'asPlanned', level: 'fine', killed: [] });
      const ranks = others.map(({ level }) => WHAT_IF_LEVELS.indexOf(level));
      expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
    }
  });

  it('knows that a sidecar that never starts keeps a Job waiting for ever (L-012)', () => {
    expect(find(ask(job), 'sidecarNeverReady')).toMatchObject({ level: 'stuck', finishedAtSeconds: null });
  });

  it('counts what SIGKILL ends: a sidecar that ignores SIGTERM costs the whole grace period (L-210)', () => {
    expect(find(ask(job), 'sidecarIgnoresSigterm')).toMatchObject({
      level: 'killed',
      killed: ['proxy'],
      stopSeconds: 20,
      phase: 'Succeeded',
    });
  });

  it('lets regular containers, also those of a Job, drain for the whole grace period, hook included (L-123)', () => {
    const hook = { lifecycle: { preStop: { sleep: { seconds: 5 } } } };
    const hooked = { ...server, containers: [{ name: 'work', image: 'w', ...hook }] };
    for (const spec of [job, server, hooked]) {
      expect(find(ask(spec), 'regularDrainsForTheWholeGrace')).toMatchObject({
        says: 'regular containers drain for 20s',
        stopSeconds: 20,
        killed: [],
        phase: 'Succeeded',
      });
    }
  });

  it('deletes no Pod before it can be up', () => {
    const startupProbe = { initialDelaySeconds: 900, periodSeconds: 10 };
    const late = {
      ...server,
      initContainers: [{ name: 'proxy', image: 'p', restartPolicy: 'Always', startupProbe }],
    };
    expect(ask(late)[0]).toMatchObject({ level: 'fine', readyAtSeconds: 900 });
  });

  it('never counts an exit code of a sidecar (L-171), but says that it was not Ready', () => {
    expect(find(ask(server), 'sidecarExitsEarly')).toMatchObject({ level: 'disturbed' });
    expect(find(ask(job), 'sidecarExitsEarly')?.phase).toBe('Succeeded');
  });

  it('fails a Job whose regular container crashes with restartPolicy Never', () => {
    expect(find(ask(job), 'regularCrashes')).toMatchObject({ level: 'failed', phase: 'Failed' });
  });

  it('asks nothing about probes that are not there', () => {
    const bare = { ...job, initContainers: [{ name: 'proxy', image: 'p', restartPolicy: 'Always' }] };
    expect(find(ask(bare), 'sidecarNeverReady')).toBeUndefined();
  });
});
