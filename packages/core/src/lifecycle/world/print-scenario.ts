import type { Json, JsonObject } from '../../json.ts';
import { printDuration } from './duration.ts';
import type {
  HookScript,
  Intervention,
  KubeletScript,
  ProbeScript,
  RunScript,
  Scenario,
  SigtermScript,
  Stretch,
} from './scenario.ts';

/** A scenario in the form of its file, every default filled in: what reports show as assumed. */
export function scenarioJson(scenario: Scenario): JsonObject {
  const { until, pod, kubelet, containers, interventions, expect } = scenario;
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
      kubelet: kubeletJson(kubelet),
      containers: Object.fromEntries(
        [...containers].map(([name, runs]) => [
          name,
          { runs: runs.map(runJson), ...interventionJson(interventions.get(name)) },
        ]),
      ),
      expect: withoutNulls({
        phase: expect.phase ?? null,
        readyWithin: at(expect.readyWithin ?? null),
        finishedWithin: at(expect.finishedWithin ?? null),
      }),
    }),
  };
}

function kubeletJson({ maxContainerRestartPeriod: longest, defects }: KubeletScript): JsonObject | null {
  if (longest === null && defects.length === 0) return null;
  return withoutNulls({
    crashLoopBackOff: longest === null ? null : { maxContainerRestartPeriod: printDuration(longest) },
    defects: defects.length === 0 ? null : defects,
  });
}

function interventionJson(intervention: Intervention | undefined): JsonObject {
  if (intervention === undefined) return {};
  const { imageChange, resize, creation, addedAt } = intervention;
  return withoutNulls({
    imageChange: imageChange && { at: printDuration(imageChange.at, 'never'), to: imageChange.to },
    resize: resize && { at: printDuration(resize.at, 'never'), resources: resize.resources },
    creation: creation && { fails: creation.fails, until: printDuration(creation.until, 'never') },
    addedAt: addedAt === 0 ? null : printDuration(addedAt, 'never'),
  });
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

const probeJson = ({ succeedsAfter, fails, errors, takes }: ProbeScript): JsonObject | null =>
  succeedsAfter === 0 && takes === 0 && fails.length + errors.length === 0
    ? null
    : {
        succeedsAfter: printDuration(succeedsAfter, 'never'),
        fails: fails.map(stretchJson),
        ...(errors.length > 0 && { errors: errors.map(stretchJson) }),
        ...(takes > 0 && { takes: printDuration(takes) }),
      };

const stretchJson = ({ from, to }: Stretch): JsonObject => ({
  from: printDuration(from),
  to: printDuration(to),
});

const sigtermJson = (script: SigtermScript): JsonObject =>
  script.ignored
    ? { ignored: true }
    : { exitsAfter: printDuration(script.exitsAfter), exitCode: script.exitCode };

const withoutNulls = (object: Readonly<Record<string, Json>>): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null));
