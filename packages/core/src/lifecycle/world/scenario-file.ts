import { z } from 'zod';
import type { PodPhase } from '../timeline.ts';
import { DURATION } from './duration.ts';

type Optional<Shape> = { readonly [Key in keyof Shape]?: Shape[Key] | undefined };

export type HookFile = Optional<{ takes: string; exitCode: number }>;
export type ProbeFile = Optional<{
  succeedsAfter: string;
  fails: readonly Optional<{ from: string; to: string }>[];
}>;
export type SigtermFile = Optional<{ ignored: boolean; exitsAfter: string; exitCode: number }>;

/** What may stand at a container, and inside one of its runs for that run alone. */
export type BehaviourFile = Optional<{
  pull: string;
  postStart: HookFile;
  startupProbe: ProbeFile;
  readinessProbe: ProbeFile;
  livenessProbe: ProbeFile;
  preStop: HookFile;
  onSigterm: SigtermFile;
}>;
export type RunFile = BehaviourFile & Optional<{ for: string; exitCode: number }>;
export type ContainerFile = BehaviourFile & Optional<{ runs: readonly RunFile[] }>;

/** A scenario file as it is written. */
export type ScenarioFile = Optional<{
  apiVersion: 'outrider.dev/v1alpha1';
  kind: 'Scenario';
  spec: Optional<{
    until: string;
    pod: Optional<{
      deleteAt: string;
      gracePeriodSeconds: number;
      evictAt: string;
      nodeShutdownAt: string;
      nodeShutdownGracePeriodSeconds: number;
      sandboxLostAt: string;
    }>;
    kubelet: Optional<{ crashLoopBackOff: Optional<{ maxContainerRestartPeriod: string }> }>;
    containers: Readonly<Record<string, ContainerFile>>;
    expect: Optional<{ phase: PodPhase; readyWithin: string; finishedWithin: string }>;
  }>;
}>;

const duration = z
  .preprocess((value) => (value === 0 ? '0' : value), z.string().regex(DURATION))
  .describe('A duration: 500ms, 3s, 4.5s, 2m, 1h, forever, never');
const seconds = z.int().min(0);
const exitCode = z.int().min(0).max(255).describe('Default 0; 143 after SIGTERM');

const hook = z
  .strictObject({ takes: duration.optional(), exitCode: exitCode.optional() })
  .describe('What an exec or httpGet hook does; a sleep hook takes its own seconds');

const probe = z
  .strictObject({
    succeedsAfter: duration.optional().describe('Counted from the start of the container; never'),
    fails: z
      .array(z.strictObject({ from: duration.optional(), to: duration.optional() }))
      .optional()
      .describe('From inclusive, to exclusive; without to it lasts'),
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

const container = z.strictObject({
  runs: z.array(run).min(1).optional().describe('One entry a start; the last repeats'),
  ...behaviour,
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
});

const expectation = z
  .strictObject({
    phase: z.enum(['Pending', 'Running', 'Succeeded', 'Failed', 'Unknown']).optional(),
    readyWithin: duration.optional(),
    finishedWithin: duration.optional(),
  })
  .describe('Makes the scenario a test');

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

/** The JSON Schema of a scenario file, for editors. */
export function scenarioJsonSchema(): object {
  return {
    title: 'Outrider scenario',
    ...z.toJSONSchema(SCENARIO_SCHEMA, { io: 'input', unrepresentable: 'any' }),
  };
}
