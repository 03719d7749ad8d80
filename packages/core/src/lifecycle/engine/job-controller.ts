import { type JobVerdict, jobVerdict } from '../kubelet/job.ts';
import { RANK, schedule } from './clock.ts';
import type { Machine } from './machine.ts';
import { trueConditions } from './publish.ts';
import { at, record } from './record.ts';
import { deletePod } from './requests.ts';

/** The Job controller looks at every status that is published (L-210 to L-217). */
export function watchForJob(machine: Machine): void {
  const { job, plan, apiServer, published } = machine;
  if (job === null || machine.jobDecided) return;
  const verdict = jobVerdict(
    job,
    {
      plan,
      phase: published.phase,
      statuses: published.statuses,
      trueConditions: trueConditions(machine),
      terminating: machine.deleted,
    },
    apiServer.on.jobCompletionsReached ? 'CompletionsReached' : '',
  );
  if (verdict !== null) decide(machine, verdict);
}

/** L-214: a Job that fails deletes its active Pods. */
function decide(machine: Machine, { status, reason }: JobVerdict): void {
  machine.jobDecided = true;
  record(machine, { atSeconds: at(machine), event: 'JobStatus', status, reason });
  if (status === 'Failed' && !machine.terminated) deletePod(machine, machine.plan.graceSeconds);
}

export function scheduleJobDeadline(machine: Machine): void {
  const seconds = machine.job?.activeDeadlineSeconds;
  if (seconds === undefined) return;
  schedule(machine.clock, seconds * 1000, RANK.request, () => {
    if (!machine.jobDecided) decide(machine, { status: 'Failed', reason: 'DeadlineExceeded' });
  });
}
