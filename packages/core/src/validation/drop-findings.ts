import type { Finding, Severity } from '../finding.ts';
import type { FeatureGate } from '../kubernetes/feature-gates.ts';
import { LEGACY_ANNOTATION } from '../store/default-pod.ts';
import type { DroppedField } from '../store/dropped-field.ts';
import type { ApiObject } from '../store/stored-object.ts';
import { podSpecOf } from './pod-spec-of.ts';

interface Consequence {
  /** Row of the fact sheet. */
  readonly catalogue: string;
  readonly severity: Severity;
  readonly effect: string;
}

/** What happens once the field is gone, where one row of the gate tells. */
const CONSEQUENCES: Partial<Readonly<Record<FeatureGate, Consequence>>> = {
  PodLifecycleSleepAction: {
    catalogue: 'G-004',
    severity: 'error',
    effect: 'the hook does not sleep',
  },
  ContainerStopSignals: {
    catalogue: 'G-006',
    severity: 'warning',
    effect: 'the container is stopped by the signal of its image, SIGTERM by default',
  },
  InPlacePodVerticalScaling: {
    catalogue: 'G-007',
    severity: 'info',
    effect: 'resources cannot be changed in place, so the policy has no effect',
  },
  RecursiveReadOnlyMounts: {
    catalogue: 'G-009',
    severity: 'warning',
    effect: 'mounts below this one stay writable',
  },
  DynamicResourceAllocation: {
    catalogue: 'G-010',
    severity: 'error',
    effect: 'the containers start without the devices they claim',
  },
  PodLevelResources: {
    catalogue: 'G-011',
    severity: 'warning',
    effect: 'only the resources of the containers count',
  },
  EnvFiles: {
    catalogue: 'G-012',
    severity: 'error',
    effect: 'the variable has no source, which is refused',
  },
  HostnameOverride: { catalogue: 'G-012', severity: 'warning', effect: 'the Pod keeps its own hostname' },
  GenericWorkload: { catalogue: 'G-012', severity: 'warning', effect: 'the Pod is scheduled on its own' },
  ImageVolume: {
    catalogue: 'G-012',
    severity: 'error',
    effect: 'the volume and all its mounts are gone, and the containers start without the files',
  },
  JobBackoffLimitPerIndex: {
    catalogue: 'G-014',
    severity: 'warning',
    effect: 'retries are counted for the Job as a whole',
  },
  JobPodReplacementPolicy: {
    catalogue: 'G-014',
    severity: 'warning',
    effect: 'Pods are replaced while they terminate',
  },
  JobSuccessPolicy: {
    catalogue: 'G-014',
    severity: 'warning',
    effect: 'the Job waits for all its completions',
  },
  JobManagedBy: { catalogue: 'G-014', severity: 'warning', effect: 'the built-in controller runs the Job' },
  WorkloadWithJob: {
    catalogue: 'G-016',
    severity: 'warning',
    effect: 'each Pod of the Job is scheduled on its own',
  },
  H2CContainerProbe: { catalogue: 'G-015', severity: 'warning', effect: 'the request is made in HTTP/1.1' },
  GRPCContainerProbeTLS: {
    catalogue: 'G-015',
    severity: 'warning',
    effect: 'the probe speaks gRPC without TLS',
  },
  EvictionRequestAPI: {
    catalogue: 'G-015',
    severity: 'warning',
    effect: 'nobody is asked before the Pod is evicted',
  },
  AtomicWriteVolumeUserFields: {
    catalogue: 'G-015',
    severity: 'warning',
    effect: 'the files keep the owner that they always have',
  },
  EmptyDirVolumeMode: {
    catalogue: 'G-015',
    severity: 'warning',
    effect: 'the directory stays open to everybody',
  },
  VolumeBindMountOptions: {
    catalogue: 'G-015',
    severity: 'warning',
    effect: 'the volume is mounted without these restrictions',
  },
  UserNamespacesSupport: {
    catalogue: '',
    severity: 'error',
    effect: 'the Pod shares the user namespace of its node',
  },
};

const OTHERWISE: Consequence = { catalogue: '', severity: 'warning', effect: 'it has no effect' };

const SIDECAR_LOST = /(^|\.)initContainers\[(\d+)\]\.restartPolicy$/;

/** Fields that the server would remove without a word. Never a refusal; as severe as what follows. */
export const dropFindings = (dropped: readonly DroppedField[], decoded: ApiObject): readonly Finding[] => [
  ...legacyAnnotations(decoded),
  ...dropped.map(({ path, gate }): Finding => {
    const { catalogue, severity, effect } = consequenceOf(path, gate, decoded);
    return {
      rule: 'server/dropped-field',
      origin: 'server-drop',
      severity,
      message: `${path} is removed without a word, because the feature gate ${gate} is off: ${effect}`,
      path,
      explanation:
        'The server accepts the object and stores it without the field. Choose a release or a feature gate that knows it, or remove it.',
      ...(catalogue !== '' && { catalogue }),
    };
  }),
];

/** D-011. */
function legacyAnnotations({ kind, object }: ApiObject): readonly Finding[] {
  if (kind !== 'Pod') return [];
  const keys = Object.keys(object.metadata.annotations ?? {});
  const legacy = keys.filter((key) => LEGACY_ANNOTATION.test(key));
  const paths =
    legacy.length === keys.length && keys.length > 0
      ? ['metadata.annotations']
      : legacy.map((key) => `metadata.annotations[${key}]`);
  return paths.map((path) => ({
    rule: 'server/dropped-field',
    origin: 'server-drop',
    severity: 'error',
    message: `${path} is removed without a word: init containers are no longer read from annotations, so they never run`,
    path,
    explanation: 'Write the init containers into spec.initContainers.',
    catalogue: 'D-011',
  }));
}

function consequenceOf(path: string, gate: FeatureGate, decoded: ApiObject): Consequence {
  if (gate === 'SidecarContainers') return sidecarLost(path, decoded);
  if (gate === 'ContainerRestartRules') {
    return {
      catalogue: 'G-002',
      severity: 'warning',
      effect: path.endsWith('restartPolicyRules')
        ? 'the container is restarted by its policy alone'
        : "the Pod's own restartPolicy holds",
    };
  }
  return CONSEQUENCES[gate] ?? OTHERWISE;
}

/** G-001: what was meant to run for long is now waited for. */
function sidecarLost(path: string, decoded: ApiObject): Consequence {
  const index = Number(SIDECAR_LOST.exec(path)?.[2] ?? 0);
  const containers = podSpecOf(decoded)?.initContainers ?? [];
  if (containers[index]?.restartPolicy !== 'Always') {
    return { catalogue: 'G-001', severity: 'info', effect: 'the init container runs as any other' };
  }
  return {
    catalogue: 'G-001',
    severity: 'error',
    effect: `the sidecar becomes a plain init container, and while it runs the Pod hangs in Init:${index}/${containers.length}`,
  };
}
