import { didYouMean } from '../../did-you-mean.ts';
import type { Container, PodSpec } from '../../kubernetes/api-types.gen.ts';
import { errorAt, type Path } from '../../own-file/own-file.ts';
import {
  allContainers,
  defaultRun,
  KUBELET_DEFAULT,
  LONGEST_MS,
  NO_INTERVENTION,
  POD_DEFAULT,
} from './default-scenario.ts';
import { parseDuration } from './duration.ts';
import type { ScenarioError, ScenarioText } from './read-scenario.ts';
import type {
  HookScript,
  Intervention,
  PodScript,
  ProbeScript,
  RunScript,
  Scenario,
  SigtermScript,
  Stretch,
} from './scenario.ts';
import type {
  BehaviourFile,
  ContainerFile,
  HookFile,
  InterventionFile,
  ProbeFile,
  ScenarioFile,
  SigtermFile,
  StretchFile,
} from './scenario-file.ts';

export type ScenarioResult =
  | { readonly scenario: Scenario; readonly errors?: undefined }
  | { readonly scenario?: undefined; readonly errors: readonly ScenarioError[] };

/**
 * Holds a scenario against a Pod and fills in every default (contract, section 4). A container that the Pod lacks, or a
 * probe or hook that its manifest lacks, is an error with its place in the file.
 */
export function bindScenario(text: ScenarioText, { spec }: { readonly spec: PodSpec }): ScenarioResult {
  const errors = misfits(text, spec);
  if (errors.length > 0) return { errors };
  const file = text.content.spec ?? {};
  const given = new Map(Object.entries(file.containers ?? {}));
  const policy = spec.restartPolicy ?? 'Always';
  const containers = allContainers(spec).map(
    ({ name, role }) => [name, runsOf(given.get(name), defaultRun(role, policy))] as const,
  );
  return {
    scenario: {
      until: time(file.until) ?? LONGEST_MS,
      pod: podScript(file.pod ?? {}),
      kubelet: {
        maxContainerRestartPeriod:
          time(file.kubelet?.crashLoopBackOff?.maxContainerRestartPeriod) ??
          KUBELET_DEFAULT.maxContainerRestartPeriod,
        defects: file.kubelet?.defects ?? KUBELET_DEFAULT.defects,
      },
      containers: new Map(containers),
      interventions: interventionsOf(file.containers ?? {}),
      expect: expectation(file.expect ?? {}),
    },
  };
}

function interventionsOf(containers: NonNullable<SpecFile['containers']>): ReadonlyMap<string, Intervention> {
  const found = Object.entries(containers).filter(([, file]) =>
    INTERVENTION_FIELDS.some((field) => file[field] !== undefined),
  );
  return new Map(found.map(([name, file]) => [name, intervention(file)]));
}

const INTERVENTION_FIELDS = ['imageChange', 'resize', 'creation', 'addedAt'] as const;

const intervention = ({ imageChange, resize, creation, addedAt }: InterventionFile): Intervention => ({
  imageChange: imageChange ? { at: parseDuration(imageChange.at), to: imageChange.to } : null,
  resize: resize ? { at: parseDuration(resize.at), resources: resize.resources ?? ['cpu', 'memory'] } : null,
  creation: creation ? { fails: creation.fails, until: time(creation.until) ?? Infinity } : null,
  addedAt: time(addedAt) ?? NO_INTERVENTION.addedAt,
});

const time = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : parseDuration(text);

type SpecFile = NonNullable<ScenarioFile['spec']>;

const podScript = (pod: NonNullable<SpecFile['pod']>): PodScript => ({
  deleteAt: time(pod.deleteAt) ?? POD_DEFAULT.deleteAt,
  gracePeriodSeconds: pod.gracePeriodSeconds ?? POD_DEFAULT.gracePeriodSeconds,
  evictAt: time(pod.evictAt) ?? POD_DEFAULT.evictAt,
  nodeShutdownAt: time(pod.nodeShutdownAt) ?? POD_DEFAULT.nodeShutdownAt,
  nodeShutdownGracePeriodSeconds:
    pod.nodeShutdownGracePeriodSeconds ?? POD_DEFAULT.nodeShutdownGracePeriodSeconds,
  sandboxLostAt: time(pod.sandboxLostAt) ?? POD_DEFAULT.sandboxLostAt,
});

function expectation(expect: NonNullable<SpecFile['expect']>): Scenario['expect'] {
  const readyWithin = time(expect.readyWithin);
  const finishedWithin = time(expect.finishedWithin);
  return {
    ...(expect.phase !== undefined && { phase: expect.phase }),
    ...(readyWithin !== undefined && { readyWithin }),
    ...(finishedWithin !== undefined && { finishedWithin }),
  };
}

function runsOf(file: ContainerFile | undefined, base: RunScript): readonly RunScript[] {
  if (file === undefined) return [base];
  const common = behave(file, base);
  if (file.runs === undefined) return [common];
  return file.runs.map((run) => ({
    ...behave(run, common),
    for: time(run.for) ?? base.for,
    exitCode: run.exitCode ?? 0,
  }));
}

function behave(file: BehaviourFile, base: RunScript): RunScript {
  const { probes } = base;
  return {
    ...base,
    pull: file.pull === 'fails' ? 'fails' : (time(file.pull) ?? base.pull),
    postStart: hookScript(file.postStart) ?? base.postStart,
    preStop: hookScript(file.preStop) ?? base.preStop,
    probes: {
      startup: probeScript(file.startupProbe) ?? probes.startup,
      readiness: probeScript(file.readinessProbe) ?? probes.readiness,
      liveness: probeScript(file.livenessProbe) ?? probes.liveness,
    },
    onSigterm: sigtermScript(file.onSigterm) ?? base.onSigterm,
  };
}

const hookScript = (file: HookFile | undefined): HookScript | undefined =>
  file && { takes: time(file.takes) ?? 0, exitCode: file.exitCode ?? 0 };

const probeScript = (file: ProbeFile | undefined): ProbeScript | undefined =>
  file && {
    succeedsAfter: time(file.succeedsAfter) ?? 0,
    fails: (file.fails ?? []).map(stretch),
    errors: (file.errors ?? []).map(stretch),
    takes: time(file.takes) ?? 0,
  };

const stretch = ({ from, to }: StretchFile): Stretch => ({
  from: time(from) ?? 0,
  to: time(to) ?? Infinity,
});

function sigtermScript(file: SigtermFile | undefined): SigtermScript | undefined {
  if (file === undefined) return undefined;
  if (file.ignored === true) return { ignored: true };
  return { ignored: false, exitsAfter: time(file.exitsAfter) ?? 0, exitCode: file.exitCode ?? 143 };
}

/** What the file speaks of and the Pod does not have. */
function misfits(text: ScenarioText, spec: PodSpec): readonly ScenarioError[] {
  const known = new Map(allContainers(spec).map((one) => [one.name, one]));
  return Object.entries(text.content.spec?.containers ?? {}).flatMap(([name, file]) => {
    const path = ['spec', 'containers', name];
    const one = known.get(name);
    if (one === undefined) return [errorAt(text, path, unknownContainer(name, [...known.keys()]))];
    const { container, role } = one;
    if (file.addedAt !== undefined && role !== 'ephemeral') {
      return [errorAt(text, [...path, 'addedAt'], `Container "${name}" is not an ephemeral container`)];
    }
    const runs = (file.runs ?? []).flatMap((run, index) =>
      missing(text, container, run, [...path, 'runs', index]),
    );
    return [...missing(text, container, file, path), ...runs];
  });
}

function unknownContainer(name: string, known: readonly string[]): string {
  const meant = didYouMean(name, known);
  const hint =
    meant === undefined
      ? `; it has ${known.map((other) => `"${other}"`).join(', ')}`
      : `: did you mean "${meant}"?`;
  return `The Pod has no container "${name}"${hint}`;
}

const NEEDS: Readonly<Partial<Record<keyof BehaviourFile, (container: Container) => unknown>>> = {
  postStart: ({ lifecycle }) => lifecycle?.postStart,
  preStop: ({ lifecycle }) => lifecycle?.preStop,
  startupProbe: ({ startupProbe }) => startupProbe,
  readinessProbe: ({ readinessProbe }) => readinessProbe,
  livenessProbe: ({ livenessProbe }) => livenessProbe,
};

function missing(
  text: ScenarioText,
  container: Container,
  file: BehaviourFile,
  path: Path,
): readonly ScenarioError[] {
  const fields = Object.keys(NEEDS) as (keyof BehaviourFile)[];
  const has = fields.filter((field) => NEEDS[field]?.(container) !== undefined);
  const hint = has.length === 0 ? '' : `; it has ${has.join(', ')}`;
  return fields
    .filter((field) => file[field] !== undefined && !has.includes(field))
    .map((field) =>
      errorAt(
        text,
        [...path, field],
        `Container "${container.name ?? ''}" has no ${field} in the manifest${hint}`,
      ),
    );
}
