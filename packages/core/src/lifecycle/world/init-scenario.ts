import type { Container, PodSpec } from '../../kubernetes/api-types.gen.ts';
import { allContainers, defaultRun, type ScenarioContainer } from './default-scenario.ts';
import { printDuration } from './duration.ts';

/**
 * A commented scenario file for one Pod, to begin with: every container with what it does by default, and the probes and
 * hooks that its manifest has. It means the same as no scenario at all.
 */
export function initScenario({ spec }: { readonly spec: PodSpec }): string {
  const policy = spec.restartPolicy ?? 'Always';
  return [
    'apiVersion: outrider.dev/v1alpha1',
    'kind: Scenario',
    'spec:',
    '  until: 1h                          # stop looking; earlier if nothing more can happen',
    '  pod: {}',
    '    # deleteAt: 60s                  # kubectl delete',
    `    # gracePeriodSeconds: ${spec.terminationGracePeriodSeconds ?? 30}         # of that deletion`,
    '    # evictAt: 90s                   # hard eviction',
    '    # nodeShutdownAt: 90s',
    '    # nodeShutdownGracePeriodSeconds: 10',
    '    # sandboxLostAt: 30s',
    '  containers:',
    ...allContainers(spec).flatMap((container) => containerLines(container, policy)),
    '  expect: {}                         # makes it a test',
    '    # phase: Running',
    '    # readyWithin: 30s',
    '    # finishedWithin: 2m',
    '',
  ].join('\n');
}

function containerLines({ container, name, role }: ScenarioContainer, policy: string): readonly string[] {
  const run = defaultRun(role, policy);
  return [
    `    ${JSON.stringify(name)}: # ${role}`,
    '      pull: 0s                       # or fails',
    '      runs:                          # one entry a start; the last repeats',
    `        - { for: ${printDuration(run.for)}, exitCode: 0 }`,
    ...fieldLines(container),
    '      onSigterm: { exitsAfter: 0s, exitCode: 143 } # or { ignored: true }',
    ...(role === 'ephemeral' ? ['      addedAt: 0s                    # kubectl debug'] : []),
    '      # imageChange: { at: 60s, to: example/app:2 }',
  ];
}

function fieldLines({
  lifecycle,
  startupProbe,
  readinessProbe,
  livenessProbe,
}: Container): readonly string[] {
  const hook = (name: string, there: unknown): readonly string[] =>
    there === undefined ? [] : [`      ${name}: { takes: 0s, exitCode: 0 }`];
  const probe = (name: string, there: unknown): readonly string[] =>
    there === undefined ? [] : [`      ${name}: { succeedsAfter: 0s } # fails: [ { from: 20s, to: 30s } ]`];
  return [
    ...hook('postStart', lifecycle?.postStart),
    ...probe('startupProbe', startupProbe),
    ...probe('readinessProbe', readinessProbe),
    ...probe('livenessProbe', livenessProbe),
    ...hook('preStop', lifecycle?.preStop),
  ];
}
