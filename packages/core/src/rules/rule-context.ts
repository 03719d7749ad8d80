import type { Release } from '../kubernetes/release.ts';
import { simulate } from '../lifecycle/simulate.ts';
import type { Run } from '../lifecycle/timeline.ts';
import { defaultScenario } from '../lifecycle/world/default-scenario.ts';
import { admittedPod, workloadResources } from '../resources/compute-workload-resources.ts';
import type { WorkloadResources } from '../resources/pod-resources.ts';
import { containersOf } from '../workload/container-role.ts';
import { jobOf } from '../workload/job-of.ts';
import type { Pod, Workload } from '../workload/workload.ts';
import type { InputContext, RuleContext } from './rule.ts';

/** A workload with its surroundings. What costs time is computed when a rule asks for it, and once. */
export function ruleContext(workload: Workload, given: InputContext): RuleContext {
  const { pod } = workload;
  let resources: WorkloadResources | undefined;
  let admitted: Pod | undefined;
  let usualRun: Run | undefined;
  return {
    ...given,
    workload,
    pod,
    containers: containersOf(pod.spec),
    get resources() {
      resources ??= workloadResources(workload, given.release, given.input.decidingOn(workload));
      return resources;
    },
    get admitted() {
      admitted ??= admittedPod(pod, given.input.policiesOf(workload.source.namespace), given.release);
      return admitted;
    },
    simulate: (scenario) => {
      if (scenario !== undefined) return runOf(workload, given.release, scenario);
      usualRun ??= runOf(workload, given.release);
      return usualRun;
    },
  };
}

function runOf(workload: Workload, release: Release, scenario = defaultScenario(workload.pod)): Run {
  const job = jobOf(workload, release);
  return simulate({ pod: workload.pod, scenario, release, ...(job && { job }) });
}
