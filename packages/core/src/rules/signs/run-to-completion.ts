import { at, isJsonObject, type Json, ownText } from '../../json.ts';
import { pathSteps } from '../../workload/path-steps.ts';
import type { Workload } from '../../workload/workload.ts';
import { annotationsOf, groupOf } from '../input/rule-input.ts';
import { JOBS } from '../known/jobs.ts';

/** A Pod that is meant to end by itself, and who waits for that. */
export interface RunToCompletion {
  /** In the words of a message: `the Job`, `the Helm hook`. */
  readonly waiter: string;
  /** The waiter surely waits until the last container has ended. */
  readonly isCertain: boolean;
}

/** Who waits for the Pods of a workload to end; nobody where they serve. */
export function runToCompletion(workload: Workload): RunToCompletion | undefined {
  const { kind, manifest, pod } = workload;
  switch (kind) {
    case 'Job':
    case 'CronJob':
      return { waiter: isHelmHook(workload) ? 'the Helm hook' : 'the Job', isCertain: true };
    case 'Pod':
    case 'PodTemplate':
      if (isHelmHook(workload)) return { waiter: 'the Helm hook', isCertain: true };
      return ends(pod.spec.restartPolicy) ? { waiter: 'the Pod', isCertain: true } : undefined;
    case 'Custom':
      return ofCustomResource(workload, manifest.value);
    case 'Deployment':
    case 'StatefulSet':
    case 'DaemonSet':
    case 'ReplicaSet':
    case 'ReplicationController':
      return undefined;
  }
}

/** Helm waits for its hooks that are Jobs or Pods. */
export const isHelmHook = ({ manifest }: Workload): boolean =>
  (annotationsOf(manifest)['helm.sh/hook'] ?? '') !== '';

const ends = (restartPolicy: string | undefined): boolean =>
  restartPolicy === 'Never' || restartPolicy === 'OnFailure';

function ofCustomResource({ pod, podPath, source }: Workload, value: Json): RunToCompletion | undefined {
  const group = groupOf(source.apiVersion);
  const known = JOBS.find((job) => job.group === group && job.kinds.includes(source.kind));
  const waiter = `the ${source.kind}`;
  if (known !== undefined) {
    if (!known.template.test(podPath)) return undefined;
    return known.waitsFor === 'its own container'
      ? undefined
      : { waiter, isCertain: known.waitsFor === 'every container' };
  }
  const policies = [pod.spec.restartPolicy, policyBeside(value, podPath)];
  return policies.some(ends) ? { waiter, isCertain: false } : undefined;
}

/** `restartPolicy` next to the template, as operators for training have it. */
function policyBeside(value: Json, podPath: string): string | undefined {
  const holder = at(value, ...pathSteps(podPath).slice(0, -1));
  return isJsonObject(holder) ? ownText(holder, 'restartPolicy') : undefined;
}
