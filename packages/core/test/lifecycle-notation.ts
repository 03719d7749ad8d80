import { load } from 'js-yaml';
import type { Container, PodSpec, Probe } from '../src/kubernetes/api-types.gen.ts';
import type { JobParts } from '../src/lifecycle/kubelet/job.ts';
import type { TimelineEvent } from '../src/lifecycle/timeline.ts';
import { defaultScenario } from '../src/lifecycle/world/default-scenario.ts';
import type { HookScript, ProbeScript, RunScript, Scenario } from '../src/lifecycle/world/scenario.ts';

/** The compact notation of testdata/scenarios.yaml: Pods, world and expected timelines. */
export interface Fixture {
  readonly spec: PodSpec;
  readonly scenario: Scenario;
  readonly job?: JobParts;
}

interface Draft {
  container: Container;
  runs: { for?: number; exitCode?: number }[];
  over: Partial<RunScript>;
  /** Per instance, on top of `over`. */
  each: Partial<RunScript>[];
}

/** Splits at commas outside brackets. */
function split(text: string, separator: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const char of text) {
    if ('([{'.includes(char)) depth++;
    if (')]}'.includes(char)) depth--;
    if (char === separator && depth <= 0) {
      parts.push(part.trim());
      part = '';
      depth = 0;
    } else part += char;
  }
  parts.push(part.trim());
  return parts.filter((text) => text !== '');
}

const seconds = (text: string | undefined): number => Number(text) * 1000;

export function readFixture(notation: string, external: readonly string[]): Fixture {
  const spec: { -readonly [Key in keyof PodSpec]: PodSpec[Key] } = { restartPolicy: 'Always' };
  let job: JobParts | undefined;
  const drafts: Draft[] = [];
  for (const part of split(notation, ',')) {
    const [, key = '', value = ''] = /^(\w+): (.*)$/s.exec(part) ?? [];
    const containers = (): Container[] => {
      const read = split(value.slice(1, -1), ',').map(readContainer);
      drafts.push(...read);
      return read.map(({ container }) => container);
    };
    if (key === 'init') spec.initContainers = containers();
    else if (key === 'main') spec.containers = containers();
    else if (key === 'restartPolicy') spec.restartPolicy = value;
    else if (key === 'tgps') spec.terminationGracePeriodSeconds = Number(value);
    else if (key === 'activeDeadlineSeconds') spec.activeDeadlineSeconds = Number(value);
    else if (key === 'job') job = readJob(value);
    else throw new Error(`Cannot read ${part}`);
  }
  const base = defaultScenario({ spec });
  const containers = new Map(
    drafts.map((draft) => [
      draft.container.name ?? '',
      runsOf(draft, base.containers.get(draft.container.name ?? '')?.[0] as RunScript),
    ]),
  );
  const pod = { ...base.pod, ...readRequests(external) };
  return { spec, scenario: { ...base, containers, pod }, ...(job && { job }) };
}

function readJob(value: string): JobParts {
  const rules = (load(value) as { podFailurePolicy?: unknown }).podFailurePolicy;
  const job = load(value) as JobParts;
  return Array.isArray(rules) ? { ...job, podFailurePolicy: { rules } } : job;
}

function readRequests(lines: readonly string[]): Partial<Scenario['pod']> {
  const found: Record<string, number> = {};
  for (const line of lines) {
    const [time = '', ...items] = line.split(' | ');
    const at = seconds(time);
    for (const item of items) {
      const grace = Number(/\((\d+)\)/.exec(item)?.[1]);
      if (item.startsWith('DELETE') && !lines.some((other) => other.includes('job controller'))) {
        Object.assign(found, { deleteAt: at, gracePeriodSeconds: grace });
      }
      if (item.startsWith('Evicted')) found['evictAt'] = at;
      if (item.startsWith('SANDBOX-LOST')) found['sandboxLostAt'] = at;
      if (item.startsWith('NodeShutdown')) {
        Object.assign(found, { nodeShutdownAt: at, nodeShutdownGracePeriodSeconds: grace });
      }
    }
  }
  return found;
}

function runsOf({ runs, over, each, container }: Draft, base: RunScript): RunScript[] {
  const plain = container.restartPolicy === 'Always' ? base : { ...base, for: Infinity };
  const count = Math.max(runs.length, each.length, 1);
  return Array.from({ length: count }, (_, index) => ({
    ...plain,
    ...over,
    ...runs[Math.min(index, runs.length - 1)],
    ...each[Math.min(index, each.length - 1)],
  }));
}

function readContainer(text: string): Draft {
  const [, name = '', star, , inner = ''] = /^(\w+)(\*?)(\((.*)\))?$/s.exec(text) ?? [];
  const container: { -readonly [Key in keyof Container]: Container[Key] } = { name, image: `${name}:v1` };
  if (star === '*') container.restartPolicy = 'Always';
  const draft: Draft = { container, runs: [], over: {}, each: [] };
  for (const clause of split(inner, ';')) readClause(draft, clause);
  return draft;
}

type Change = (draft: Draft, groups: readonly (string | undefined)[]) => void;
type Open<T> = { -readonly [Key in keyof T]: T[Key] };

const open = (draft: Draft): Open<Container> => draft.container as Open<Container>;

const world = (draft: Draft, over: Partial<RunScript>): void => {
  draft.over = { ...draft.over, ...over };
};

const lifecycle = (draft: Draft, hooks: object): void => {
  open(draft).lifecycle = { ...draft.container.lifecycle, ...hooks };
};

const CLAUSES: readonly (readonly [RegExp, Change])[] = [
  [/^run (.*)$/, (draft, [, runs]) => readRuns(draft, runs ?? '')],
  [
    /^stops in ([\d.]+) s(?: -> (\d+))?$/,
    (draft, [, after, code]) =>
      world(draft, {
        onSigterm: { ignored: false, exitsAfter: seconds(after), exitCode: Number(code ?? 0) },
      }),
  ],
  [/^stops at once|^probe tgps ignored$/, () => {}],
  [/^ignores TERM$/, (draft) => world(draft, { onSigterm: { ignored: true } })],
  [/^image missing/, (draft) => world(draft, { pull: 'fails' })],
  [
    /^(startup|readiness|liveness): (.*)$/,
    (draft, [, type, text]) => readProbe(draft, type as 'startup', text ?? ''),
  ],
  [
    /^preStop (sleep|exec) (\d+)(?: s)?( fails)?$/,
    (draft, [, kind, amount, fails]) => {
      lifecycle(draft, { preStop: hook(kind, amount) });
      world(draft, { preStop: { takes: seconds(amount), exitCode: fails === undefined ? 0 : 1 } });
    },
  ],
  [
    /^postStart sleep (\d+) ok$/,
    (draft, [, amount]) => lifecycle(draft, { postStart: hook('sleep', amount) }),
  ],
  [/^postStart (\d+) s:? (.*)$/, (draft, [, takes, outcomes]) => readPostStart(draft, takes, outcomes ?? '')],
  [
    /^(?:restartPolicy (\w+), )?rule (In|NotIn) (\[.*\]) (\w+)$/,
    (draft, [, policy, operator = '', values = '[]', action = '']) => {
      if (policy !== undefined) open(draft).restartPolicy = policy;
      const exitCodes = { operator, values: JSON.parse(values) as number[] };
      open(draft).restartPolicyRules = [{ action, exitCodes }];
    },
  ],
];

function readClause(draft: Draft, clause: string): void {
  for (const [pattern, change] of CLAUSES) {
    const match = pattern.exec(clause);
    if (match !== null) {
      change(draft, [...match]);
      return;
    }
  }
  throw new Error(`Cannot read ${clause}`);
}

function readPostStart(draft: Draft, takes: string | undefined, outcomes: string): void {
  lifecycle(draft, { postStart: hook('exec', '0') });
  draft.each = outcomes
    .replaceAll('then ', '')
    .split(', ')
    .map((outcome): { postStart: HookScript } => ({
      postStart: { takes: seconds(takes), exitCode: outcome === 'fail' ? 1 : 0 },
    }));
}

const hook = (kind: string | undefined, amount: string | undefined): object =>
  kind === 'sleep' ? { sleep: { seconds: Number(amount) } } : { exec: { command: ['hook'] } };

function readRuns(draft: Draft, text: string): void {
  let last = 0;
  for (const part of text.replaceAll('then ', '').split(', ')) {
    if (part === 'forever') draft.runs.push({ for: Infinity });
    else {
      const match = /^(?:([\d.]+) -> )?(\d+)(?: each time)?$/.exec(part);
      if (match === null) throw new Error(`Cannot read run ${part}`);
      last = match[1] === undefined ? last : seconds(match[1]);
      draft.runs.push({ for: last, exitCode: Number(match[2]) });
    }
  }
}

const PROBE_FIELDS: Readonly<Record<string, keyof Probe>> = {
  period: 'periodSeconds',
  failureThreshold: 'failureThreshold',
  delay: 'initialDelaySeconds',
  tgps: 'terminationGracePeriodSeconds',
};

const ALWAYS_WELL = { succeedsAfter: 0, fails: [], errors: [], takes: 0 };

function readProbe(draft: Draft, type: 'startup' | 'readiness' | 'liveness', text: string): void {
  const parts = text.replace(/\[(\d+),(\d+)\)/, '$1-$2').split(', ');
  const fields = parts.flatMap((part) => {
    const [word = '', value] = part.split(' ');
    const field = PROBE_FIELDS[word];
    return field === undefined ? [] : [[field, Number(value)] as const];
  });
  const probe = { exec: { command: ['probe'] }, ...Object.fromEntries(fields) };
  Object.assign(draft.container, { [`${type}Probe`]: probe });
  const script = parts.map(readProbeScript).find((found) => found !== null) ?? ALWAYS_WELL;
  const well = { startup: ALWAYS_WELL, readiness: ALWAYS_WELL, liveness: ALWAYS_WELL };
  const probes = { ...well, ...draft.over.probes, [type]: script };
  const [, lastRun] = /in runs? (?:0-)?(\d+)$/.exec(text) ?? [];
  if (lastRun === undefined) world(draft, { probes });
  else draft.each = [...Array.from({ length: Number(lastRun) + 1 }, () => ({ probes })), { probes: well }];
}

function readProbeScript(part: string): ProbeScript | null {
  if (part.startsWith('never passes')) return { ...ALWAYS_WELL, succeedsAfter: Infinity };
  const [, passes] = /^passes from ([\d.]+) s/.exec(part) ?? [];
  if (passes !== undefined) return { ...ALWAYS_WELL, succeedsAfter: seconds(passes) };
  const [, from, to] = /^fails (?:during|from) (\d+)(?:-(\d+))?/.exec(part) ?? [];
  if (from === undefined) return null;
  return {
    ...ALWAYS_WELL,
    fails: [{ from: seconds(from), to: to === undefined ? Infinity : seconds(to) }],
  };
}

/** One event in the notation; `null` for what the notation leaves out. */
export function itemOf(event: TimelineEvent): string | null {
  const who = 'container' in event ? `${event.container}#${event.instance}` : '';
  switch (event.event) {
    case 'Started':
      return `START ${who}`;
    case 'Exited':
      return `EXIT ${who} ${event.exitCode}`;
    case 'SignalSent':
      return `TERM ${who} (${event.graceSeconds})`;
    case 'Killed':
      return `KILL ${who}`;
    case 'PostStartStarted':
      return `POSTSTART ${who} begin`;
    case 'PostStartFinished':
      return event.outcome === 'ok' ? `POSTSTART ${who} ok` : null;
    case 'PreStopStarted':
      return `PRESTOP ${who} begin`;
    case 'PreStopFinished':
      return `PRESTOP ${who} ${event.outcome === 'cutOff' ? 'cut-off' : 'end'}`;
    case 'ProbeResult':
      return `PROBE ${who} ${event.probe}=${event.result}`;
    case 'KubernetesEvent':
      return kubernetesItem(event);
    case 'PodStatus': {
      const flags = `${event.conditions['Ready'] ? 'R' : ''}${event.conditions['Initialized'] ? 'I' : ''}`;
      return `ST ${event.phase} ${event.ready} ${event.status} [${flags}]`;
    }
    case 'DeleteRequested':
      return `DELETE (${event.graceSeconds})`;
    case 'TerminationStarted':
      return `TERMINATING (${event.graceSeconds})`;
    case 'Removed':
      return `REMOVE ${who}`;
    case 'CompletionKill':
      return 'KILLPOD';
    case 'PodFinished':
      return `FINAL ${event.phase} ${event.ready} ${event.status}`;
    case 'SandboxLost':
      return 'SANDBOX-LOST';
    case 'SandboxCreated':
      return 'SANDBOX-NEW';
    case 'JobStatus':
      return `JOB ${event.status} ${event.reason}`;
    case 'Rejected':
      return `REJECTED ${event.reason}`;
  }
}

function kubernetesItem(event: TimelineEvent & { event: 'KubernetesEvent' }): string | null {
  switch (event.reason) {
    case 'Killing':
      return event.message === `Stopping container ${event.container}`
        ? `EV Killing ${event.container}`
        : `EV Killing ${event.container} "${event.message}"`;
    case 'Unhealthy':
      return `EV Unhealthy ${event.container}#${event.instance} ${event.message.split(' ')[0]?.toLowerCase()}`;
    case 'BackOff':
      return `EV BackOff ${event.container}`;
    case 'Created':
    case 'Pulled':
    case 'Started':
      return null;
    default:
      return event.container === undefined ? `EV ${event.reason}` : `EV ${event.reason} ${event.container}`;
  }
}

/** What a run says, by time, in the notation; the last status is left to FINAL. */
export function itemsByTime(timeline: readonly TimelineEvent[]): Map<number, string[]> {
  const finished = timeline.at(-1)?.event === 'PodFinished';
  const last = finished ? timeline.findLastIndex(({ event }) => event === 'PodStatus') : -1;
  const byTime = new Map<number, string[]>();
  timeline.forEach((event, index) => {
    const item = index === last ? null : itemOf(event);
    if (item !== null) byTime.set(event.atSeconds, [...(byTime.get(event.atSeconds) ?? []), item]);
  });
  return byTime;
}
