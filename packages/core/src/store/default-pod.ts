import type {
  Container,
  EphemeralContainer,
  ObjectMeta,
  PodSpec,
  PodTemplateSpec,
} from '../kubernetes/api-types.gen.ts';
import type { Release } from '../kubernetes/release.ts';
import { changed } from './changed.ts';
import { defaultContainer } from './default-container.ts';
import { defaultPodResources, roundResources } from './default-resources.ts';
import { defaultVolume } from './default-volume.ts';
import { changeHttpActions } from './http-actions.ts';

type Features = Release['on'];

interface PodLike {
  readonly metadata: ObjectMeta;
  readonly spec: PodSpec;
}

/** The Pod that the server makes of one that was decoded: defaults and conversion (D-001 … D-012). */
export function defaultPod<P extends PodLike>(pod: P, on: Features): P {
  const spec = defaultPodResources(defaultPodSpec(pod.spec, on), on);
  const seconds = spec.terminationGracePeriodSeconds ?? DEFAULT_GRACE_SECONDS;
  const withPorts = spec.hostNetwork === true ? withHostPorts(spec) : spec;
  const withProtocols = on.H2CContainerProbe ? withHttpProtocols(withPorts) : withPorts;
  return {
    ...pod,
    metadata: withoutLegacyAnnotations(pod.metadata),
    spec: {
      enableServiceLinks: true,
      ...withProtocols,
      ...defaultResizePolicies(withProtocols, on),
      // A negative value means 1; templates keep it (D-010).
      terminationGracePeriodSeconds: seconds < 0 ? 1 : seconds,
    },
  };
}

/** A template as its object is stored with it: fewer defaults than a Pod gets (D-006 … D-010). */
export function defaultTemplate(template: PodTemplateSpec, on: Features): PodTemplateSpec {
  const spec = roundResources(defaultPodSpec(template.spec ?? {}, on));
  const hostPorts = on.DefaultHostNetworkHostPortsInPodTemplates && spec.hostNetwork === true;
  return {
    ...template,
    ...changed(template.metadata, (metadata) => ({ metadata: withoutLegacyAnnotations(metadata) })),
    spec: hostPorts ? withHostPorts(spec) : spec,
  };
}

const DEFAULT_GRACE_SECONDS = 30;

function defaultPodSpec(spec: PodSpec, on: Features): PodSpec {
  const serviceAccountName = spec.serviceAccountName || spec.serviceAccount;
  return {
    securityContext: {},
    terminationGracePeriodSeconds: DEFAULT_GRACE_SECONDS,
    ...spec,
    dnsPolicy: spec.dnsPolicy || 'ClusterFirst',
    restartPolicy: spec.restartPolicy || 'Always',
    schedulerName: spec.schedulerName || 'default-scheduler',
    ...(serviceAccountName && { serviceAccountName, serviceAccount: serviceAccountName }),
    ...changed(spec.containers, (containers) => ({ containers: containers.map(defaultContainer) })),
    ...changed(spec.initContainers, (containers) => ({ initContainers: containers.map(defaultContainer) })),
    ...changed(spec.ephemeralContainers, (containers) => ({
      ephemeralContainers: containers.map(defaultContainer),
    })),
    ...changed(spec.volumes, (volumes) => ({ volumes: volumes.map((volume) => defaultVolume(volume, on)) })),
  };
}

/** D-008: on the host's network a container port is a host port. */
const withHostPorts = (spec: PodSpec): PodSpec => ({
  ...spec,
  ...changed(spec.containers, (containers) => ({ containers: containers.map(hostPorts) })),
  ...changed(spec.initContainers, (containers) => ({ initContainers: containers.map(hostPorts) })),
});

const hostPorts = (container: Container): Container => ({
  ...container,
  ...changed(container.ports, (ports) => ({
    ports: ports.map((port) =>
      port.hostPort || !port.containerPort ? port : { ...port, hostPort: port.containerPort },
    ),
  })),
});

/** With H2CContainerProbe the HTTP probes and hooks of a Pod say which HTTP they speak (pkg/apis/core/v1/defaults.go). */
const withHttpProtocols = (spec: PodSpec): PodSpec => ({
  ...spec,
  ...changed(spec.containers, (containers) => ({ containers: containers.map(withHttp1) })),
  ...changed(spec.initContainers, (containers) => ({ initContainers: containers.map(withHttp1) })),
  ...changed(spec.ephemeralContainers, (containers) => ({
    ephemeralContainers: containers.map(withHttp1),
  })),
});

const withHttp1 = <C extends Container | EphemeralContainer>(container: C): C =>
  changeHttpActions(container, (action) => ({ protocol: 'HTTP1', ...action }));

/** D-015. */
function defaultResizePolicies(spec: PodSpec, on: Features): Partial<PodSpec> {
  if (!on.defaultsResizePolicy || !on.InPlacePodVerticalScaling || spec.containers === undefined) return {};
  return { containers: spec.containers.map(withResizePolicy) };
}

function withResizePolicy(container: Container): Container {
  const written = container.resizePolicy ?? [];
  const missing = ['cpu', 'memory'].filter(
    (name) =>
      Object.hasOwn(container.resources?.requests ?? {}, name) &&
      !written.some(({ resourceName }) => resourceName === name),
  );
  if (missing.length === 0) return container;
  const added = missing.map((resourceName) => ({ resourceName, restartPolicy: 'NotRequired' }));
  return { ...container, resizePolicy: [...written, ...added] };
}

/** The first forms of init containers, which no server has read since 1.8. */
export const LEGACY_ANNOTATION: RegExp =
  /^pod\.(?:alpha|beta)\.kubernetes\.io\/init-container(?:s|-statuses)$/;

/** D-011. */
function withoutLegacyAnnotations(metadata: ObjectMeta): ObjectMeta {
  const entries = Object.entries(metadata.annotations ?? {});
  if (!entries.some(([key]) => LEGACY_ANNOTATION.test(key))) return metadata;
  return {
    ...metadata,
    annotations: Object.fromEntries(entries.filter(([key]) => !LEGACY_ANNOTATION.test(key))),
  };
}
