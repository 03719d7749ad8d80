import type { Json, JsonObject } from '../../json.ts';
import { printDuration } from './duration.ts';
import type { HookScript, ProbeScript, RunScript, Scenario, SigtermScript } from './scenario.ts';

/** A scenario in the form of its file, every default filled in: what reports show as assumed. */
export function scenarioJson({ until, pod, kubelet, containers, expect }: Scenario): JsonObject {
  return {
    apiVersion: 'outrider.dev/v1alpha1',
    kind: 'Scenario',
    spec: withoutNulls({
      until: printDuration(until),
      pod: withoutNulls({
        deleteAt: at(pod.deleteAt),
        gracePeriodSeconds: pod.gracePeriodSeconds,
        evictAt: at(pod.evictAt),
        nodeShutdownAt: at(pod.nodeShutdownAt),
        nodeShutdownGracePeriodSeconds: pod.nodeShutdownGracePeriodSeconds,
        sandboxLostAt: at(pod.sandboxLostAt),
      }),
      kubelet:
        kubelet.maxContainerRestartPeriod === null
          ? null
          : {
              crashLoopBackOff: {
                maxContainerRestartPeriod: printDuration(kubelet.maxContainerRestartPeriod),
              },
            },
      containers: Object.fromEntries(
        [...containers].map(([name, runs]) => [name, { runs: runs.map(runJson) }]),
      ),
      expect: withoutNulls({
        phase: expect.phase ?? null,
        readyWithin: at(expect.readyWithin ?? null),
        finishedWithin: at(expect.finishedWithin ?? null),
      }),
    }),
  };
}

const at = (ms: number | null): string | null => (ms === null ? null : printDuration(ms, 'never'));

/** Hooks and probes that do nothing special are left out, so that the file fits a Pod without them. */
const runJson = (run: RunScript): JsonObject =>
  withoutNulls({
    for: printDuration(run.for),
    exitCode: run.exitCode,
    pull: run.pull === 'fails' ? 'fails' : printDuration(run.pull),
    postStart: hookJson(run.postStart),
    startupProbe: probeJson(run.probes.startup),
    readinessProbe: probeJson(run.probes.readiness),
    livenessProbe: probeJson(run.probes.liveness),
    preStop: hookJson(run.preStop),
    onSigterm: sigtermJson(run.onSigterm),
  });

const hookJson = ({ takes, exitCode }: HookScript): JsonObject | null =>
  takes === 0 && exitCode === 0 ? null : { takes: printDuration(takes), exitCode };

const probeJson = ({ succeedsAfter, fails }: ProbeScript): JsonObject | null =>
  succeedsAfter === 0 && fails.length === 0
    ? null
    : {
        succeedsAfter: printDuration(succeedsAfter, 'never'),
        fails: fails.map(({ from, to }) => ({ from: printDuration(from), to: printDuration(to) })),
      };

const sigtermJson = (script: SigtermScript): JsonObject =>
  script.ignored
    ? { ignored: true }
    : { exitsAfter: printDuration(script.exitsAfter), exitCode: script.exitCode };

const withoutNulls = (object: Readonly<Record<string, Json>>): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null));
