import { z } from 'zod';
import { DURATION } from './duration.ts';
import { CREATION_FAULTS, DEFECTS } from './scenario.ts';
import type { ScenarioFile } from './scenario-file.ts';

const duration = z
  .preprocess((value) => (value === 0 ? '0' : value), z.string().regex(DURATION))
  .describe('A duration: 500ms, 3s, 4.5s, 2m, 1h, forever, never');
const seconds = z.int().min(0);
const exitCode = z.int().min(0).max(255).describe('Default 0; 143 after SIGTERM');

const hook = z
  .strictObject({ takes: duration.optional(), exitCode: exitCode.optional() })
  .describe('What an exec or httpGet hook does; a sleep hook takes its own seconds');

const stretches = z.array(z.strictObject({ from: duration.optional(), to: duration.optional() })).optional();

const probe = z
  .strictObject({
    succeedsAfter: duration.optional().describe('Counted from the start of the container; never'),
    fails: stretches.describe('From inclusive, to exclusive; without to it lasts'),
    errors: stretches.describe('When it ends in an error, which counts for nothing; as fails'),
    takes: duration.optional().describe('Of one attempt; longer than timeoutSeconds, it fails. Default 0s'),
  })
  .describe('When the probe succeeds; default: from the first try');

const onSigterm = z
  .strictObject({
    ignored: z.boolean().optional(),
    exitsAfter: duration.optional(),
    exitCode: exitCode.optional(),
  })
  .describe('Default: ends at once with 143');

const behaviour = {
  pull: z
    .union([z.literal('fails'), duration])
    .optional()
    .describe('How long the image takes; fails: it cannot be pulled. Default 0s'),
  postStart: hook.optional(),
  startupProbe: probe.optional(),
  readinessProbe: probe.optional(),
  livenessProbe: probe.optional(),
  preStop: hook.optional(),
  onSigterm: onSigterm.optional(),
};

const run = z
  .strictObject({ for: duration.optional(), exitCode: exitCode.optional(), ...behaviour })
  .describe('What one start does');

const intervention = {
  imageChange: z
    .strictObject({ at: duration, to: z.string().min(1) })
    .optional()
    .describe('kubectl set image; counted from the start of the Pod'),
  resize: z
    .strictObject({ at: duration, resources: z.array(z.enum(['cpu', 'memory'])).optional() })
    .optional()
    .describe('An in-place resize that the node grants; resources default to cpu and memory'),
  creation: z
    .strictObject({ fails: z.enum(CREATION_FAULTS), until: duration.optional() })
    .optional()
    .describe('The container cannot be created, for want of a Secret say, until then; default: never'),
  addedAt: duration.optional().describe('Of an ephemeral container: kubectl debug'),
};

const container = z.strictObject({
  runs: z.array(run).min(1).optional().describe('One entry a start; the last repeats'),
  ...behaviour,
  ...intervention,
});

const pod = z.strictObject({
  deleteAt: duration.optional().describe('kubectl delete'),
  gracePeriodSeconds: seconds.optional().describe("Of that deletion; default: the Pod's own"),
  evictAt: duration.optional().describe('Hard eviction'),
  nodeShutdownAt: duration.optional(),
  nodeShutdownGracePeriodSeconds: seconds.optional(),
  sandboxLostAt: duration.optional(),
});

const kubelet = z.strictObject({
  crashLoopBackOff: z.strictObject({ maxContainerRestartPeriod: duration.optional() }).optional(),
  defects: z
    .array(z.enum(DEFECTS))
    .optional()
    .describe('Known defects of early patch releases that the run shall show'),
});

const expectation = z
  .strictObject({
    phase: z.enum(['Pending', 'Running', 'Succeeded', 'Failed', 'Unknown']).optional(),
    readyWithin: duration.optional(),
    finishedWithin: duration.optional(),
  })
  .describe('Makes the scenario a test');

/** Apart from what the package exports: whoever uses its types should not need zod's. */
export const SCENARIO_SCHEMA: z.ZodType<ScenarioFile> = z.strictObject({
  apiVersion: z.literal('outrider.dev/v1alpha1').optional(),
  kind: z.literal('Scenario').optional(),
  spec: z
    .strictObject({
      until: duration
        .refine((text) => text !== 'forever' && text !== 'never', 'A run needs an end')
        .optional()
        .describe('Stop looking; default: when nothing more can happen, at most 1h'),
      pod: pod.optional(),
      kubelet: kubelet.optional(),
      containers: z.record(z.string(), container).optional().describe('By container name'),
      expect: expectation.optional(),
    })
    .optional(),
});
