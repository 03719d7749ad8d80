import { z } from 'zod';

/** The JSON contract of design.md, section 3, as schemas: unknown keys are additions and welcome. */
const source = z.looseObject({
  file: z.string(),
  document: z.int().min(0),
  item: z.int().min(0).optional(),
  line: z.int().min(1),
  apiVersion: z.string(),
  kind: z.string(),
  namespace: z.string().nullable(),
  name: z.string(),
});

const severity = z.enum(['error', 'warning', 'info']);

const finding = z.looseObject({
  rule: z.string().min(1),
  origin: z.enum(['server', 'server-warning', 'server-drop', 'input', 'rule']),
  severity,
  message: z.string().min(1),
  path: z.string(),
  server: z
    .looseObject({ stage: z.enum(['decode', 'strict', 'validation']), type: z.string(), detail: z.string() })
    .optional(),
  source,
  line: z.int().min(1),
  column: z.int().min(1),
  related: z
    .array(
      z.looseObject({
        path: z.string(),
        message: z.string().min(1),
        line: z.int().min(1),
        column: z.int().min(1),
      }),
    )
    .optional(),
  explanation: z.string().nullable(),
  fix: z
    .looseObject({
      description: z.string(),
      edits: z
        .array(z.looseObject({ op: z.enum(['set', 'remove', 'insert', 'move']), path: z.string() }))
        .optional(),
      mechanical: z.literal(true).optional(),
    })
    .nullable(),
  docs: z.string().nullable(),
});

const unreadable = z.looseObject({
  file: z.string(),
  document: z.int().min(0),
  line: z.int().min(1),
  column: z.int().min(1),
  message: z.string().min(1),
});

const head = (command: string) => ({
  schemaVersion: z.literal(1),
  command: z.literal(command),
  kubernetesVersion: z.string().regex(/^1\.\d+$/),
  unreadable: z.array(unreadable),
});

const count = z.int().min(0);

/** A fix that `--fix` made, would make, or left. */
const fixed = z.looseObject({
  rule: z.string().min(1),
  path: z.string(),
  source,
  line: z.int().min(1),
  column: z.int().min(1),
  description: z.string(),
});

export const validateSchema = z.looseObject({
  ...head('validate'),
  summary: z.looseObject({
    files: count,
    documents: count,
    workloads: count,
    errors: count,
    warnings: count,
    infos: count,
    ignored: count,
    baseline: z.looseObject({ passed: count, gone: count }),
  }),
  findings: z.array(finding),
  fixes: z
    .looseObject({
      dryRun: z.boolean(),
      made: z.array(fixed),
      left: z.array(fixed.extend({ reason: z.string().min(1) })),
      patches: z.array(z.looseObject({ file: z.string(), patch: z.string() })),
    })
    .optional(),
});

const amounts = z.record(z.string(), z.string());
const role = z.enum(['init', 'sidecar', 'regular']);

export const resourcesSchema = z.looseObject({
  ...head('resources'),
  workloads: z.array(
    z.looseObject({
      source,
      replicas: count.nullable(),
      pod: z.looseObject({
        requests: amounts,
        limits: amounts,
        qosClass: z.enum(['Guaranteed', 'Burstable', 'BestEffort']),
        requestsWithoutSidecarAwareness: amounts,
        containers: z.array(
          z.looseObject({ name: z.string(), role, requests: amounts, limits: amounts, oomScoreAdj: z.int() }),
        ),
        peaks: z.record(z.string(), z.looseObject({ value: z.string(), during: z.string() })),
        steps: z.array(z.looseObject({ during: z.string(), requests: amounts })),
      }),
      total: z.looseObject({ requests: amounts, limits: amounts }),
    }),
  ),
});

const seconds = z.number().min(0);
const phase = z.enum(['Pending', 'Running', 'Succeeded', 'Failed', 'Unknown']);
const at = { atSeconds: seconds };
const of = { ...at, container: z.string(), instance: count };
const event = <Name extends string>(name: Name) => ({ event: z.literal(name) });

/** Closed: an event that is not in the contract's table is a mistake. */
const timelineEvent = z.discriminatedUnion('event', [
  z.strictObject({ ...of, ...event('Started') }),
  z.strictObject({ ...of, ...event('Exited'), exitCode: z.int() }),
  z.strictObject({ ...of, ...event('PostStartStarted') }),
  z.strictObject({ ...of, ...event('PostStartFinished'), outcome: z.enum(['ok', 'failed']) }),
  z.strictObject({ ...of, ...event('PreStopStarted') }),
  z.strictObject({ ...of, ...event('PreStopFinished'), outcome: z.enum(['ok', 'failed', 'cutOff']) }),
  z.strictObject({ ...of, ...event('SignalSent'), signal: z.string(), graceSeconds: z.number() }),
  z.strictObject({ ...of, ...event('Killed') }),
  z.strictObject({
    ...of,
    ...event('ProbeResult'),
    probe: z.enum(['startup', 'readiness', 'liveness']),
    result: z.enum(['Success', 'Failure']),
  }),
  z.strictObject({
    ...at,
    container: z.string().optional(),
    instance: count.optional(),
    ...event('KubernetesEvent'),
    type: z.enum(['Normal', 'Warning']),
    reason: z.string(),
    message: z.string(),
  }),
  z.strictObject({
    ...at,
    ...event('PodStatus'),
    phase,
    ready: z.string().regex(/^\d+\/\d+$/),
    status: z.string(),
    conditions: z.record(z.string(), z.boolean()),
  }),
  z.strictObject({ ...at, ...event('DeleteRequested'), graceSeconds: seconds }),
  z.strictObject({
    ...at,
    ...event('TerminationStarted'),
    graceSeconds: seconds,
    cause: z.enum(['deletion', 'eviction', 'nodeShutdown', 'deadline', 'finished']),
  }),
  z.strictObject({ ...of, ...event('Removed') }),
  z.strictObject({ ...at, ...event('Rejected'), reason: z.string(), message: z.string() }),
  z.strictObject({ ...at, ...event('JobStatus'), status: z.string(), reason: z.string() }),
  z.strictObject({ ...at, ...event('CompletionKill') }),
  z.strictObject({ ...at, ...event('SandboxLost') }),
  z.strictObject({ ...at, ...event('SandboxCreated') }),
  z.strictObject({ ...at, ...event('PodFinished'), phase, ready: z.string(), status: z.string() }),
]);

export const simulateSchema = z.looseObject({
  ...head('simulate'),
  runs: z.array(
    z.looseObject({
      source,
      scenario: z.looseObject({}),
      timeline: z.array(timelineEvent),
      pod: z.looseObject({
        phase,
        ready: z.string(),
        status: z.string(),
        reason: z.string().nullable(),
        initializedAtSeconds: seconds.nullable(),
        readyAtSeconds: seconds.nullable(),
        finishedAtSeconds: seconds.nullable(),
        containers: z.array(
          z.looseObject({
            name: z.string(),
            role,
            restartCount: count,
            state: z.enum(['waiting', 'running', 'terminated']),
            exitCode: z.int().nullable(),
            reason: z.string().nullable(),
          }),
        ),
      }),
    }),
  ),
});

export const diffSchema = z.looseObject({
  ...head('diff'),
  workloads: z.array(
    z.looseObject({
      identity: z.looseObject({
        apiVersion: z.string(),
        kind: z.string(),
        namespace: z.string().nullable(),
        name: z.string(),
      }),
      change: z.enum(['added', 'removed', 'changed', 'unchanged']),
      resources: z.looseObject({ before: z.unknown(), after: z.unknown(), delta: z.unknown() }),
      lifecycle: z.looseObject({ before: z.unknown(), after: z.unknown() }),
      findings: z.looseObject({ added: z.array(finding), fixed: z.array(finding), kept: count }),
    }),
  ),
  totals: z.looseObject({}),
});
