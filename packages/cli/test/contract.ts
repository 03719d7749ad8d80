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
/** With `--timing node`, `atSeconds` is the quickest a node may be and `latestAtSeconds` the slowest: `null`, if it may never be. */
const at = { atSeconds: seconds, latestAtSeconds: seconds.nullable().optional() };
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
            role: z.enum([...role.options, 'ephemeral']),
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

const identity = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  namespace: z.string().nullable(),
  name: z.string(),
});

/** Requests and limits; in a `delta` amounts may begin with a minus sign. */
const sums = { requests: amounts, limits: amounts };
const sumsDiff = z.looseObject({
  before: z.looseObject(sums),
  after: z.looseObject(sums),
  delta: z.looseObject(sums),
});
const atReplicas = z.looseObject({ replicas: z.int(), ...sums });
const money = z.number();
const cost = z.looseObject({
  perMonth: money,
  fewestPerMonth: money.optional(),
  mostPerMonth: money.optional(),
});
const numberDiff = z.looseObject({
  before: z.number().nullable(),
  after: z.number().nullable(),
  delta: z.number().nullable(),
});
const numberRange = z.looseObject({ fewest: numberDiff, most: numberDiff }).optional();

const resourceSide = z.looseObject({
  replicas: count.nullable(),
  replicasAssumed: z.literal(true).optional(),
  pod: z.looseObject({
    ...sums,
    qosClass: z.enum(['Guaranteed', 'Burstable', 'BestEffort']),
    limitsAtLeast: z.record(z.string(), z.array(z.string())),
    initPeaks: z.record(
      z.string(),
      z.looseObject({ container: z.string(), value: z.string(), running: z.string() }),
    ),
    parts: z.record(z.string(), z.looseObject({ regular: z.string() })),
    oomScoreAdj: z.record(z.string(), z.int()),
  }),
  total: z.looseObject(sums),
  range: z.looseObject({ autoscaler: z.string(), fewest: atReplicas, most: atReplicas }).optional(),
  rollout: z.looseObject({ pods: count, surgePods: count, ...sums }).optional(),
  cost: cost.optional(),
  fit: z
    .looseObject({ podsPerNode: count, limitedBy: z.array(z.string()), nodes: count.nullable() })
    .optional(),
});

const timeLeft = z.looseObject({
  container: z.string(),
  role: z.enum(['regular', 'sidecar']),
  leastSeconds: seconds,
  mostSeconds: seconds,
  preStopSeconds: seconds.nullable().optional(),
});

const lifecycleSide = z.looseObject({
  start: z.looseObject({
    gates: z.array(
      z.looseObject({
        container: z.string(),
        role: z.enum(['init', 'sidecar']),
        opensOn: z.enum(['completion', 'running', 'startupProbe']),
        ownSeconds: seconds.nullable(),
      }),
    ),
    regular: z.array(z.string()),
    bestSeconds: seconds,
    worstSeconds: seconds.nullable(),
  }),
  stop: z.looseObject({ graceSeconds: seconds, stopOrder: z.array(z.array(z.string())) }),
  timeLeft: z.array(timeLeft),
});

const fieldChange = {
  path: z.string(),
  kind: z.enum(['added', 'removed', 'changed']),
  before: z.string().nullable(),
  after: z.string().nullable(),
};

const podChange = z.discriminatedUnion('change', [
  z.looseObject({ change: z.literal('role'), container: z.string(), before: role, after: role }),
  z.looseObject({ change: z.enum(['added', 'removed']), container: z.string(), role }),
  z.looseObject({
    change: z.literal('order'),
    list: z.enum(['initContainers', 'containers']),
    before: z.array(z.string()),
    after: z.array(z.string()),
  }),
  z.looseObject({ change: z.literal('field'), container: z.string().nullable(), ...fieldChange }),
]);

const findingsDiff = z.looseObject({ added: z.array(finding), fixed: z.array(finding), kept: count });
const severityCounts = z.looseObject({ error: count, warning: count, info: count });
const version = z
  .string()
  .regex(/^1\.\d+$/)
  .nullable();
const versions = z.looseObject({ before: version, after: version });

export const diffSchema = z.looseObject({
  ...head('diff'),
  kubernetesVersions: z.looseObject({ before: z.string(), after: z.string() }),
  workloads: z.array(
    z.looseObject({
      identity,
      renamedFrom: identity.optional(),
      source: z.looseObject({ before: source.nullable(), after: source.nullable() }),
      hasNamesake: z.literal(true).optional(),
      change: z.enum(['added', 'removed', 'changed', 'unchanged']),
      resources: z.looseObject({
        before: resourceSide.nullable(),
        after: resourceSide.nullable(),
        delta: z.looseObject({
          replicas: z.int().nullable(),
          pod: z.looseObject(sums),
          total: z.looseObject(sums),
          range: z.looseObject({ fewest: atReplicas, most: atReplicas }).optional(),
          rollout: z.looseObject(sums).optional(),
          cost: cost.optional(),
          fit: z.looseObject({ podsPerNode: z.int(), nodes: z.int().nullable() }).optional(),
        }),
      }),
      lifecycle: z.looseObject({
        before: lifecycleSide.nullable(),
        after: lifecycleSide.nullable(),
        delta: z
          .looseObject({
            gates: z.int(),
            startWorstSeconds: z.number().nullable(),
            graceSeconds: z.number(),
            timeLeft: z.array(
              z.looseObject({ container: z.string(), leastSeconds: z.number(), mostSeconds: z.number() }),
            ),
          })
          .optional(),
      }),
      oldestVersion: versions,
      changes: z.looseObject({ pod: z.array(podChange), object: z.array(z.looseObject(fieldChange)) }),
      findings: findingsDiff,
    }),
  ),
  groups: z.array(
    z.looseObject({
      change: z.enum(['added', 'removed', 'changed']),
      workloads: z.array(count),
      count,
      pods: count.nullable(),
      delta: z.looseObject(sums),
    }),
  ),
  otherFindings: findingsDiff,
  notCompared: z.array(z.looseObject({ identity, source, reason: z.string() })),
  otherObjects: z.array(
    z.looseObject({
      apiVersion: z.string(),
      kind: z.string(),
      added: count,
      removed: count,
      changed: count,
      unchanged: count,
    }),
  ),
  unread: z.looseObject({
    equalFiles: count,
    skipped: z.array(z.looseObject({ path: z.string(), reason: z.string() })),
  }),
  totals: z.looseObject({
    workloads: z.looseObject({
      added: count,
      removed: count,
      changed: count,
      unchanged: count,
      renamed: count,
      different: count,
      total: count,
    }),
    findings: z.looseObject({ added: severityCounts, fixed: severityCounts, kept: count }),
    nativeSidecars: z.looseObject({ before: count, after: count, delta: z.int() }),
    oldestVersion: versions,
    resources: z.looseObject({
      replicated: sumsDiff,
      perNode: sumsDiff,
      byChange: z.looseObject({
        added: z.looseObject(sums),
        removed: z.looseObject(sums),
        changed: z.looseObject(sums),
      }),
      range: z.looseObject({ fewest: sumsDiff, most: sumsDiff }).optional(),
      cost: z.looseObject({ replicated: numberDiff, perNode: numberDiff, range: numberRange }).optional(),
      nodes: numberDiff.extend({ range: numberRange }).optional(),
    }),
  }),
});

/** RFC 3339, as the API writes it. */
const moment = z.string().regex(/^\d{4}-\d\d-\d\dT/);
const statement = z.looseObject({
  says: z.string().min(1),
  rules: z.array(z.string().regex(/^[A-Z]-\d{3}$/)),
  at: moment.optional(),
  atIs: z.enum(['at', 'since', 'about', 'until', 'notBefore']).optional(),
});

export const explainSchema = z.looseObject({
  ...head('explain'),
  kubeletVersion: z.string().regex(/^1\.\d+$/),
  now: moment.nullable(),
  summary: z.looseObject({ pods: count, settled: count, waits: count, stuck: count, failed: count }),
  pods: z.array(
    z.looseObject({
      source,
      node: z.string().nullable(),
      owner: z.string().nullable(),
      phase,
      ready: z.string().regex(/^\d+\/\d+$/),
      status: z.string(),
      restarts: count,
      outlook: z.enum(['settled', 'waits', 'stuck', 'failed']),
      waitsFor: z.enum([
        'nothing',
        'schedulingGates',
        'scheduler',
        'kubelet',
        'sandbox',
        'start',
        'image',
        'configuration',
        'completion',
        'startupProbe',
        'restart',
        'restartOfAll',
        'readiness',
        'readinessGate',
        'node',
        'sidecars',
        'stop',
        'finalizers',
      ]),
      containersWaitedFor: z.array(z.string()),
      stopOrder: z.array(z.array(z.string())),
      headline: statement,
      because: z.array(statement),
      containers: z.array(
        z.looseObject({
          name: z.string(),
          path: z.string(),
          role: z.enum(['init', 'sidecar', 'regular', 'ephemeral']),
          state: z.enum(['waiting', 'running', 'terminated', 'absent']),
          reason: z.string().nullable(),
          exitCode: z.int().nullable(),
          since: moment.nullable(),
          started: z.boolean(),
          ready: z.boolean(),
          restartCount: z.int(),
          last: z
            .looseObject({ exitCode: z.int(), reason: z.string(), finishedAt: moment.nullable() })
            .nullable(),
          blocks: z.boolean(),
          says: z.string().min(1),
        }),
      ),
      next: z.array(statement.extend({ when: z.string(), starts: z.array(z.string()) })),
      unknown: z.array(statement),
      events: z.array(
        z.looseObject({
          type: z.string(),
          reason: z.string(),
          message: z.string(),
          container: z.string().nullable(),
          count: z.number(),
          lastSeen: z.string().nullable(),
        }),
      ),
      lookFurther: z.array(z.looseObject({ command: z.string().min(1), says: z.string().min(1) })),
    }),
  ),
});

export const codegenSchema = z.looseObject({
  ...head('codegen'),
  files: z.array(z.looseObject({ file: z.string(), code: z.string() })),
  notExpressed: z.array(
    z.looseObject({
      source,
      path: z.string(),
      line: z.int().min(1),
      column: z.int().min(1),
      as: z.enum(['raw', 'ApiObject', 'JsonPatch']),
      reason: z.string().min(1),
    }),
  ),
});

const podSums = z.looseObject({ ...sums, qosClass: z.enum(['Guaranteed', 'Burstable', 'BestEffort']) });
/** A regular container that is, or may be, a sidecar of the old kind; `line` is that of the text before. */
const legacy = {
  container: z.string(),
  certainty: z.enum(['certain', 'probable', 'asked']),
  because: z.string().min(1),
  line: z.int().min(1),
};
const order = z.array(z.array(z.string()));

export const migrateSchema = z.looseObject({
  ...head('migrate'),
  written: z.boolean(),
  summary: z.looseObject({ workloads: count, changed: count, moved: count, left: count, files: count }),
  changes: z.array(
    z.looseObject({
      source,
      podPath: z.string(),
      /** The whole workload, where this one only patches it. */
      patchOf: source.nullable(),
      moved: z.array(
        z.looseObject({
          ...legacy,
          index: count,
          before: z.string().nullable(),
          placed: z.string().nullable(),
          startGate: z.enum(['own', 'given', 'none']),
          startupProbe: z.looseObject({}).nullable(),
          startupProbeFrom: z.enum(['vendor', 'readinessProbe', 'livenessProbe']).nullable(),
          noStartupProbeBecause: z.string().nullable(),
          removed: z.array(z.string()),
        }),
      ),
      resources: z.looseObject({ before: podSums, after: podSums }),
      startOrder: order,
      stopOrder: order,
      findings: z.looseObject({ added: z.array(finding), fixed: z.array(finding) }),
      needless: z.array(finding),
    }),
  ),
  left: z.array(
    z.looseObject({
      source,
      podPath: z.string(),
      ...legacy,
      reason: z.string().min(1),
      force: z.string().nullable(),
    }),
  ),
  others: z.array(finding),
  warnings: z.array(z.string()),
  patches: z.array(z.looseObject({ file: z.string(), patch: z.string() })),
});
