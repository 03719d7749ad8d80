import type { PodSecurityContext, PodSpec, SecurityContext } from '../../kubernetes/api-types.gen.ts';
import { type FieldErrors, forbidden, invalid, notSupported, required } from '../field-error.ts';
import type { PodContext } from './pod-context.ts';
import { visitContainers } from './visit-containers.ts';

/** A Pod in a user namespace of its own shares no other namespace with its host. */
export function* validateHostUsers(spec: PodSpec, path: string, { on }: PodContext): FieldErrors {
  if (spec.hostUsers !== false) return;
  const detail = on.hostUsersErrorNamesField
    ? 'when `hostUsers` is false'
    : 'when `pod.Spec.HostUsers` is false';
  if (spec.hostNetwork === true && !on.UserNamespacesHostNetworkSupport)
    yield forbidden('host-users', `${path}.hostNetwork`, detail);
  if (spec.hostPID === true) yield forbidden('host-users', `${path}.HostPID`, detail);
  if (spec.hostIPC === true) yield forbidden('host-users', `${path}.HostIPC`, detail);
  if (!on.userNamespaceRefusesDevices) return;
  for (const { container, path: at } of visitContainers(spec, path))
    if ((container.volumeDevices ?? []).length > 0)
      yield forbidden('host-users', `${at}.volumeDevices`, detail);
}

/** Windows host process containers: all or none, and on the host's network. */
export function* validateHostProcess(spec: PodSpec, path: string, { server }: PodContext): FieldErrors {
  const ofPod = spec.securityContext?.windowsOptions?.hostProcess;
  const all = visitContainers(spec, path);
  let count = 0;
  for (const { container, path: at } of all) {
    const ofContainer = container.securityContext?.windowsOptions?.hostProcess;
    if (ofPod !== undefined && ofContainer !== undefined && ofPod !== ofContainer) {
      yield invalid(
        'host-process',
        `${at}.securityContext.windowsOptions.hostProcess`,
        ofContainer,
        `pod hostProcess value must be identical if both are specified, was ${ofPod}`,
      );
    }
    if (ofContainer ?? ofPod ?? false) count++;
  }
  if (count === 0) return;
  if (count !== all.length) {
    yield invalid(
      'host-process',
      path,
      '',
      'If pod contains any hostProcess containers then all containers must be HostProcess containers',
    );
  }
  if (spec.hostNetwork !== true) {
    yield invalid(
      'host-process',
      `${path}.hostNetwork`,
      false,
      'hostNetwork must be true if pod contains any hostProcess containers',
    );
  }
  if (!server.allowPrivileged)
    yield forbidden('host-process', path, 'hostProcess containers are disallowed by cluster policy');
}

/** V-141, and which fields each operating system has. */
export function* validateOs(spec: PodSpec, path: string, { on }: PodContext): FieldErrors {
  const name = spec.os?.name ?? '';
  if (spec.os === undefined) return;
  if (name === '') yield required('os', `${path}.os.name`, on.emptyOsSaysSo ? 'cannot be empty' : '');
  else if (name === 'linux') yield* refuseWindowsOptions(spec, path);
  else if (name === 'windows') yield* refuseLinuxFields(spec, path);
  else yield notSupported('os', `${path}.os`, name, ['linux', 'windows']);
}

function* refuseWindowsOptions(spec: PodSpec, path: string): FieldErrors {
  const detail = 'windows options cannot be set for a linux pod';
  if (spec.securityContext?.windowsOptions !== undefined)
    yield forbidden('os-fields', `${path}.securityContext.windowsOptions`, detail);
  for (const { container, path: at } of visitContainers(spec, path)) {
    if (container.securityContext?.windowsOptions !== undefined)
      yield forbidden('os-fields', `${at}.securityContext.windowsOptions`, detail);
  }
}

const POD_FIELDS = ['hostUsers', 'hostPID', 'hostIPC', 'shareProcessNamespace'] as const;
const POD_CONTEXT_FIELDS = [
  'appArmorProfile',
  'seLinuxOptions',
  'seccompProfile',
  'fsGroup',
  'fsGroupChangePolicy',
  'sysctls',
  'runAsUser',
  'runAsGroup',
  'supplementalGroups',
  'supplementalGroupsPolicy',
  'seLinuxChangePolicy',
] as const satisfies readonly (keyof PodSecurityContext)[];
const CONTEXT_FIELDS = [
  'appArmorProfile',
  'seLinuxOptions',
  'seccompProfile',
  'capabilities',
  'readOnlyRootFilesystem',
  'privileged',
  'allowPrivilegeEscalation',
  'procMount',
  'runAsUser',
  'runAsGroup',
] as const satisfies readonly (keyof SecurityContext)[];

function* refuseLinuxFields(spec: PodSpec, path: string): FieldErrors {
  const detail = 'cannot be set for a windows pod';
  for (const field of POD_CONTEXT_FIELDS) {
    const value = spec.securityContext?.[field];
    if (value === undefined || (field === 'sysctls' && spec.securityContext?.sysctls?.length === 0)) continue;
    yield forbidden('os-fields', `${path}.securityContext.${field}`, detail);
  }
  for (const field of POD_FIELDS) {
    const value = spec[field];
    // hostPID and hostIPC are no pointers in the server: false is unset.
    if (value === undefined || (!value && (field === 'hostPID' || field === 'hostIPC'))) continue;
    yield forbidden('os-fields', `${path}.${field}`, detail);
  }
  for (const { container, path: at } of visitContainers(spec, path)) {
    for (const field of CONTEXT_FIELDS)
      if (container.securityContext?.[field] !== undefined)
        yield forbidden('os-fields', `${at}.securityContext.${field}`, detail);
  }
}
