import { describe, expect, it } from 'vitest';
import type { PodSpec } from '../../kubernetes/api-types.gen.ts';
import { bindScenario, type ScenarioResult } from './bind-scenario.ts';
import { defaultScenario } from './default-scenario.ts';
import { parseDuration, printDuration } from './duration.ts';
import { initScenario } from './init-scenario.ts';
import { scenarioJson } from './print-scenario.ts';
import { readScenario } from './read-scenario.ts';
import { scenarioJsonSchema } from './scenario-json-schema.ts';

const spec: PodSpec = {
  initContainers: [
    { name: 'migrate' },
    {
      name: 'proxy',
      restartPolicy: 'Always',
      startupProbe: {},
      readinessProbe: {},
      livenessProbe: {},
      lifecycle: { postStart: { exec: {} }, preStop: { exec: {} } },
    },
  ],
  containers: [{ name: 'app' }],
};

const bound = (text: string, pod: PodSpec = spec): ScenarioResult => {
  const { text: read, errors } = readScenario('s.yaml', text);
  return errors === undefined ? bindScenario(read, { spec: pod }) : { errors };
};

const CONTRACT = `apiVersion: outrider.dev/v1alpha1
kind: Scenario
spec:
  until: 10m
  pod:
    deleteAt: 60s
    gracePeriodSeconds: 30
    evictAt: 90s
    nodeShutdownAt: 90s
    nodeShutdownGracePeriodSeconds: 10
    sandboxLostAt: 30s
  containers:
    proxy:
      pull: 2s
      runs:
        - { for: 5s, exitCode: 1 }
        - { for: forever }
      postStart: { takes: 1s, exitCode: 0 }
      startupProbe:   { succeedsAfter: 3s }
      readinessProbe: { succeedsAfter: 5s, fails: [ { from: 20s, to: 30s } ] }
      livenessProbe:  { fails: [ { from: 40s } ] }
      preStop: { takes: 5s, exitCode: 0 }
      onSigterm: { exitsAfter: 2s, exitCode: 0 }
`;

describe('scenario file', () => {
  it('reads the example of the contract', () => {
    const { scenario } = bound(CONTRACT);
    expect(scenario).toMatchObject({ until: 600_000, pod: { deleteAt: 60_000, sandboxLostAt: 30_000 } });
    const runs = scenario?.containers.get('proxy') ?? [];
    expect(runs.map((run) => [run.for, run.exitCode])).toEqual([
      [5_000, 1],
      [Infinity, 0],
    ]);
    expect(runs[1]).toMatchObject({
      pull: 2_000,
      postStart: { takes: 1_000 },
      probes: {
        startup: { succeedsAfter: 3_000 },
        readiness: { succeedsAfter: 5_000, fails: [{ from: 20_000, to: 30_000 }] },
        liveness: { succeedsAfter: 0, fails: [{ from: 40_000, to: Infinity }] },
      },
      onSigterm: { ignored: false, exitsAfter: 2_000, exitCode: 0 },
    });
  });

  it('fills in the defaults of the contract by role and restartPolicy', () => {
    const { containers, until } = defaultScenario({ spec: { ...spec, restartPolicy: 'Never' } });
    expect(until).toBe(3_600_000);
    expect(containers.get('migrate')?.[0]).toMatchObject({ for: 1_000, exitCode: 0 });
    expect(containers.get('proxy')?.[0]).toMatchObject({ for: Infinity, onSigterm: { exitCode: 143 } });
    expect(containers.get('app')?.[0]).toMatchObject({ for: 10_000, exitCode: 0, pull: 0 });
    expect(defaultScenario({ spec }).containers.get('app')?.[0]?.for).toBe(Infinity);
  });

  it('lets a field inside a run hold for that run alone', () => {
    const { scenario } = bound(
      'spec: { containers: { app: { onSigterm: { ignored: true }, runs: [ { onSigterm: { exitsAfter: 1s } }, {} ] } } }',
    );
    expect(scenario?.containers.get('app')?.map(({ onSigterm }) => onSigterm)).toEqual([
      { ignored: false, exitsAfter: 1_000, exitCode: 143 },
      { ignored: true },
    ]);
  });

  it.each([
    [
      'a misspelt field, with what was meant',
      'spec:\n  untill: 3s\n',
      2,
      3,
      'spec.untill',
      'Unknown field "untill": did you mean "until"?',
    ],
    [
      'a misspelt field of a run',
      'spec:\n  containers:\n    proxy:\n      runs:\n        - livenesProbe: {}\n',
      5,
      11,
      'spec.containers.proxy.runs[0].livenesProbe',
      'Unknown field "livenesProbe": did you mean "livenessProbe"?',
    ],
    [
      'a field that stands in the wrong place, with those that may stand there',
      'spec:\n  deleteAt: 3s\n',
      2,
      3,
      'spec.deleteAt',
      'Unknown field "deleteAt"; known here: until, pod, kubelet, containers, expect',
    ],
    ['a bad duration', 'spec:\n  until: soon\n', 2, 3, 'spec.until', 'Expected a duration'],
    ['a run without end', 'spec:\n  until: forever\n', 2, 3, 'spec.until', 'A run needs an end'],
    [
      'a misspelt container, with the one that was meant',
      'spec:\n  containers:\n    prox: {}\n',
      3,
      5,
      'spec.containers.prox',
      'The Pod has no container "prox": did you mean "proxy"?',
    ],
    [
      'an unknown container, with those that there are',
      'spec:\n  containers:\n    envoy: {}\n',
      3,
      5,
      'spec.containers.envoy',
      'The Pod has no container "envoy"; it has "migrate", "proxy", "app"',
    ],
    [
      'a probe the manifest lacks',
      'spec:\n  containers:\n    app:\n      livenessProbe: {}\n',
      4,
      7,
      'spec.containers.app.livenessProbe',
      'Container "app" has no livenessProbe in the manifest',
    ],
    [
      'a hook the manifest lacks, inside a run',
      'spec:\n  containers:\n    app:\n      runs:\n        - for: 3s\n        - preStop: {}\n',
      6,
      11,
      'spec.containers.app.runs[1].preStop',
      'Container "app" has no preStop in the manifest',
    ],
    ['broken YAML', 'spec: {\n', 2, 1, '', ''],
    ['another kind', 'kind: Pod\n', 1, 1, 'kind', 'Invalid input'],
  ])('points at %s', (_what, text, line, column, path, message) => {
    const { errors = [] } = bound(text);
    expect(errors[0]).toMatchObject({ file: 's.yaml', line, column, path });
    expect(errors[0]?.message).toContain(message);
  });

  it('says which probes and hooks a container has, where the one named is not among them', () => {
    const pod = { containers: [{ name: 'app', readinessProbe: {}, lifecycle: { preStop: { exec: {} } } }] };
    const { errors = [] } = bound('spec: { containers: { app: { livenessProbe: {} } } }', pod);
    expect(errors.map(({ message }) => message)).toEqual([
      'Container "app" has no livenessProbe in the manifest; it has preStop, readinessProbe',
    ]);
  });

  it('reads an empty file as the default', () => {
    expect(bound('').scenario).toEqual(defaultScenario({ spec }));
  });

  it.each([
    '- 1',
    '[[[[',
    '&a [*a]',
    '__proto__: 1',
    'spec: { containers: { __proto__: {} } }',
    '{}\n---\n{}',
  ])('never throws: %s', (text) => {
    expect(() => bound(text)).not.toThrow();
  });

  it('writes a file for a Pod that means the same as none', () => {
    expect(bound(initScenario({ spec })).scenario).toEqual(defaultScenario({ spec }));
  });

  it('prints a scenario so that it reads back the same', () => {
    const { scenario } = bound(CONTRACT);
    expect(scenario).toBeDefined();
    if (scenario === undefined) return;
    expect(bound(JSON.stringify(scenarioJson(scenario))).scenario).toEqual(scenario);
    const plain = defaultScenario({ spec });
    expect(bound(JSON.stringify(scenarioJson(plain))).scenario).toEqual(plain);
  });

  it('has a JSON Schema', () => {
    expect(scenarioJsonSchema()).toMatchObject({
      title: 'Outrider scenario',
      type: 'object',
      additionalProperties: false,
      properties: { spec: { properties: { containers: { additionalProperties: { type: 'object' } } } } },
    });
  });
});

describe('durations', () => {
  it.each([
    ['500ms', 500],
    ['3s', 3_000],
    ['4.5s', 4_500],
    ['2m', 120_000],
    ['1h', 3_600_000],
    ['1h30m', 5_400_000],
    ['forever', Infinity],
    ['never', Infinity],
    ['0', 0],
  ])('%s is %d ms', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
    expect(parseDuration(printDuration(ms))).toBe(ms);
  });
});
