import type { Citation, Citations, Run, TimelineEvent } from '@outrider/core';
import { visible } from '../escape/visible.ts';
import { listed } from '../plural.ts';
import { duration } from './duration.ts';

/** A clause without a capital or a full stop, and the facts that make it so. */
export interface Clause {
  readonly text: string;
  readonly facts: readonly Citation[];
}

/** What a person needs to know of one instant, and how the Pod looks after it. */
export interface Happening {
  readonly atSeconds: number;
  /** With the reaction times of a node: the latest moment; `null` where a slow node never comes to all of it. */
  readonly latestAtSeconds?: number | null;
  /** Cause before effect. */
  readonly says: readonly Clause[];
  readonly ready: string;
  readonly status: string;
}

/** What stands below a list that was cut. */
export const moreWords = (more: number): string => `${more} more moments: JSON has them all.`;

/** The timeline in words, one entry an instant; containers to which the same happens share a clause. */
export function happeningsOf({ timeline }: Run, citations: Citations): readonly Happening[] {
  const happenings: Happening[] = [];
  let pod = { ready: '', status: '' };
  let conditions: Readonly<Record<string, boolean>> = {};
  for (const events of byInstant(timeline)) {
    const says = sayAll(events, citations);
    for (const event of events) {
      if (event.event !== 'PodStatus' && event.event !== 'PodFinished') continue;
      pod = { ready: event.ready, status: event.status };
    }
    const published = events.findLast((event) => event.event === 'PodStatus')?.conditions ?? conditions;
    const isOver = events.some(({ event }) => event === 'PodFinished');
    if (!isOver) says.push(...conditionClauses(conditions, published, whyUnready(events, citations)));
    conditions = published;
    const previous = happenings.at(-1);
    const isNews = says.length > 0 || previous?.ready !== pod.ready || previous.status !== pod.status;
    if (isNews) happenings.push({ ...momentOf(events), says: citedOnce(says), ...pod });
  }
  return happenings;
}

/** No clause twice, and of the clauses of one instant that share a fact the first has it. */
function citedOnce(clauses: readonly Clause[]): readonly Clause[] {
  const known = new Set<string>();
  const isNew = (key: string): boolean => !known.has(key) && known.add(key).size > 0;
  return clauses
    .filter(({ text }) => isNew(text))
    .map(({ text, facts }) => ({ text, facts: facts.filter(({ fact }) => isNew(fact)) }));
}

const whyUnready = (events: readonly TimelineEvent[], citations: Citations): readonly Citation[] =>
  factsOf(
    events.filter(({ event }) => event === 'PodStatus'),
    citations,
  ).slice(0, 1);

/** Only what is pointed out: a fact behind every clause would hide the others. */
const factsOf = (events: readonly TimelineEvent[], citations: Citations): readonly Citation[] =>
  events.flatMap((event) => {
    const citation = citations.get(event);
    return citation?.isCalledOut ? [citation] : [];
  });

function momentOf(events: readonly TimelineEvent[]): Pick<Happening, 'atSeconds' | 'latestAtSeconds'> {
  const { atSeconds = 0, latestAtSeconds } = leadOf(events) ?? {};
  return { atSeconds, ...(latestAtSeconds !== undefined && { latestAtSeconds }) };
}

/** A status follows what it speaks of; on a slow node some are never published. */
const leadOf = (events: readonly TimelineEvent[]): TimelineEvent | undefined =>
  events.find(({ event }) => event !== 'PodStatus') ?? events[0];

/** On a node also by the latest moment: what begins at one instant may be seconds apart there. */
function byInstant(timeline: readonly TimelineEvent[]): readonly (readonly TimelineEvent[])[] {
  const groups: TimelineEvent[][] = [];
  for (const event of timeline) {
    const group = groups.at(-1);
    const lead = group && leadOf(group);
    const isSame =
      lead?.atSeconds === event.atSeconds &&
      (event.event === 'PodStatus' ||
        lead.event === 'PodStatus' ||
        lead.latestAtSeconds === event.latestAtSeconds);
    if (group !== undefined && isSame) group.push(event);
    else groups.push([event]);
  }
  return groups;
}

/** What happens to a container: a clause without its subject, one for the singular and one for the plural. */
interface Verb {
  readonly container: string;
  readonly one: string;
  readonly many: string;
}

function sayAll(events: readonly TimelineEvent[], citations: Citations): Clause[] {
  const clauses: Clause[] = [];
  let subjects: string[] = [];
  let told: TimelineEvent[] = [];
  let verb: Verb | undefined;
  const flush = (): void => {
    if (verb === undefined) return;
    const text = `${listed(subjects)} ${subjects.length === 1 ? verb.one : verb.many}`;
    clauses.push({ text, facts: factsOf(told, citations) });
    verb = undefined;
  };
  for (const event of events.filter((one) => !isEcho(one, events))) {
    const said = say(event);
    if (said === undefined) continue;
    if (typeof said !== 'string' && said.one === verb?.one) {
      subjects.push(visible(said.container));
      told.push(event);
      continue;
    }
    flush();
    if (typeof said === 'string') clauses.push({ text: said, facts: factsOf([event], citations) });
    else {
      verb = said;
      subjects = [visible(said.container)];
      told = [event];
    }
  }
  flush();
  return clauses;
}

/** A deletion that begins at once needs no second sentence. */
const isEcho = (event: TimelineEvent, events: readonly TimelineEvent[]): boolean =>
  event.event === 'TerminationStarted' &&
  event.cause === 'deletion' &&
  events.some((one) => one.event === 'DeleteRequested' && one.graceSeconds === event.graceSeconds);

const verb = ({ container }: { container: string }, one: string, many: string): Verb => ({
  container,
  one,
  many,
});

function say(event: TimelineEvent): Verb | string | undefined {
  switch (event.event) {
    case 'Started':
      return event.instance === 0
        ? verb(event, 'starts', 'start')
        : verb(event, `restarts (${event.instance})`, `restart (${event.instance})`);
    case 'Exited':
      return verb(event, `exits with ${event.exitCode}`, `exit with ${event.exitCode}`);
    case 'PostStartStarted':
      return verb(event, 'runs its postStart hook', 'run their postStart hooks');
    case 'PostStartFinished':
      return event.outcome === 'ok'
        ? verb(event, 'is done with postStart', 'are done with postStart')
        : verb(event, 'fails in postStart', 'fail in postStart');
    case 'PreStopStarted':
      return verb(event, 'runs its preStop hook', 'run their preStop hooks');
    case 'PreStopFinished':
      return preStopFinished(event);
    case 'SignalSent': {
      const rest = `gets ${visible(event.signal)}, ${duration(event.graceSeconds)} before SIGKILL`;
      return verb(event, rest, rest.replace('gets', 'get'));
    }
    case 'Killed':
      return verb(event, 'is killed with SIGKILL', 'are killed with SIGKILL');
    case 'ProbeResult':
      return probeResult(event);
    case 'KubernetesEvent':
      return event.type === 'Warning' ? warning(event) : undefined;
    case 'DeleteRequested':
      return `the Pod is deleted with a grace period of ${duration(event.graceSeconds)}`;
    case 'TerminationStarted':
      return terminationStarted(event);
    case 'Removed':
      return verb(event, 'is removed to start all over', 'are removed to start all over');
    case 'Rejected':
      return `the kubelet refuses the Pod: ${visible(event.reason)}: ${visible(event.message)}`;
    case 'JobStatus':
      return `the Job is ${visible(event.status)}: ${visible(event.reason)}`;
    case 'CompletionKill':
      return 'all regular containers are done, so the kubelet stops the rest';
    case 'SandboxLost':
      return "the Pod's sandbox is lost";
    case 'SandboxCreated':
      return 'a new sandbox is ready';
    case 'PodFinished':
      return `the Pod is finished: ${event.phase}`;
    case 'PodStatus':
      return undefined;
  }
}

function preStopFinished(event: Extract<TimelineEvent, { event: 'PreStopFinished' }>): Verb {
  switch (event.outcome) {
    case 'ok':
      return verb(event, 'is done with preStop', 'are done with preStop');
    case 'failed':
      return verb(event, 'fails in preStop', 'fail in preStop');
    case 'cutOff':
      return verb(event, 'has its preStop hook cut off', 'have their preStop hooks cut off');
  }
}

function probeResult(event: Extract<TimelineEvent, { event: 'ProbeResult' }>): Verb {
  return event.result === 'Success'
    ? verb(event, `passes its ${event.probe} probe`, `pass their ${event.probe} probes`)
    : verb(event, `fails its ${event.probe} probe`, `fail their ${event.probe} probes`);
}

function warning(event: Extract<TimelineEvent, { event: 'KubernetesEvent' }>): string {
  const about = event.container === undefined ? '' : ` (${visible(event.container)})`;
  return `Warning ${visible(event.reason)}${about}`;
}

function terminationStarted(
  event: Extract<TimelineEvent, { event: 'TerminationStarted' }>,
): string | undefined {
  const grace = `${duration(event.graceSeconds)} of grace`;
  switch (event.cause) {
    case 'deletion':
      return `termination begins, ${grace}`;
    case 'eviction':
      return `the Pod is evicted, ${grace}`;
    case 'nodeShutdown':
      return `the node shuts down, ${grace}`;
    case 'deadline':
      return `activeDeadlineSeconds is over, ${grace}`;
    case 'finished':
      return undefined;
  }
}

/** The two conditions people wait for. */
function conditionClauses(
  before: Readonly<Record<string, boolean>>,
  after: Readonly<Record<string, boolean>>,
  whyUnready: readonly Citation[],
): readonly Clause[] {
  const changed = (name: string): boolean => (before[name] ?? false) !== (after[name] ?? false);
  const ready: Clause = after['Ready']
    ? { text: 'the Pod is Ready', facts: [] }
    : { text: 'the Pod is no longer Ready', facts: whyUnready };
  return [
    ...(changed('Initialized') && after['Initialized']
      ? [{ text: 'the Pod is initialized', facts: [] }]
      : []),
    ...(changed('Ready') ? [ready] : []),
  ];
}
