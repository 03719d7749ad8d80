import type {
  AppArmorProfile,
  PodSecurityContext,
  PodSpec,
  SeccompProfile,
  SecurityContext,
} from '../../kubernetes/api-types.gen.ts';
import {
  duplicate,
  type FieldErrors,
  forbidden,
  inclusiveRange,
  invalid,
  notSupported,
  required,
  tooLong,
} from '../field-error.ts';
import { byteLength } from '../text/names.ts';
import { validateDescendingPath } from '../volumes/paths.ts';
import type { PodContext } from './pod-context.ts';
import { validateWindowsOptions } from './windows-options.ts';

const RULE = 'security-context';
const MOST_ID = 2 ** 31 - 1;

function* validateId(id: number | undefined, path: string): FieldErrors {
  if (id !== undefined && (id < 0 || id > MOST_ID)) yield invalid(RULE, path, id, inclusiveRange(0, MOST_ID));
}

/** V-016. */
export function* validateSecurityContext(
  context: SecurityContext | undefined,
  path: string,
  pod: PodContext,
): FieldErrors {
  if (context === undefined) return;
  const { privileged, procMount, capabilities } = context;
  if (privileged === true && !pod.server.allowPrivileged)
    yield forbidden('privileged', `${path}.privileged`, 'disallowed by cluster policy');
  yield* validateId(context.runAsUser, `${path}.runAsUser`);
  yield* validateId(context.runAsGroup, `${path}.runAsGroup`);
  if (procMount !== undefined) yield* validateProcMount(procMount, `${path}.procMount`, pod);
  yield* validateSeccomp(context.seccompProfile, `${path}.seccompProfile`);
  if (context.allowPrivilegeEscalation === false) {
    const refuse = 'cannot set `allowPrivilegeEscalation` to false and';
    if (privileged === true) yield invalid(RULE, path, context, `${refuse} \`privileged\` to true`);
    for (const capability of capabilities?.add ?? [])
      if (capability === 'CAP_SYS_ADMIN')
        yield invalid(RULE, path, context, `${refuse} \`capabilities.Add\` CAP_SYS_ADMIN`);
  }
  yield* validateWindowsOptions(context.windowsOptions, `${path}.windowsOptions`);
  yield* validateAppArmor(context.appArmorProfile, `${path}.appArmorProfile`, pod);
}

function* validateProcMount(procMount: string, path: string, { on, hostUsers }: PodContext): FieldErrors {
  if (procMount !== 'Default' && procMount !== 'Unmasked')
    yield notSupported(RULE, path, procMount, ['Default', 'Unmasked']);
  if (on.unmaskedNeedsUserNamespace && hostUsers && procMount === 'Unmasked')
    yield invalid(RULE, path, procMount, '`hostUsers` must be false to use `Unmasked`');
}

const PROFILE_TYPES = ['Localhost', 'RuntimeDefault', 'Unconfined'];

function* validateSeccomp(profile: SeccompProfile | undefined, path: string): FieldErrors {
  if (profile === undefined) return;
  const { type = '', localhostProfile } = profile;
  if (type === '') yield required(RULE, `${path}.type`, 'type is required when seccompProfile is set');
  else if (!PROFILE_TYPES.includes(type)) yield notSupported(RULE, `${path}.type`, type, PROFILE_TYPES);
  const at = `${path}.localhostProfile`;
  if (type === 'Localhost') {
    if (localhostProfile === undefined)
      yield required(RULE, at, 'must be set when seccomp type is Localhost');
    else yield* validateDescendingPath(RULE, localhostProfile, at);
  } else if (localhostProfile !== undefined) {
    yield invalid(RULE, at, profile, 'can only be set when seccomp type is Localhost');
  }
}

const LONGEST_PROFILE = 4095;

function* validateAppArmor(
  profile: AppArmorProfile | undefined,
  path: string,
  { on }: PodContext,
): FieldErrors {
  if (profile === undefined) return;
  const { type = '', localhostProfile } = profile;
  const at = `${path}.localhostProfile`;
  if (type === 'Localhost') {
    const trimmed = localhostProfile?.trim() ?? '';
    const missing = 'must be set when AppArmor type is Localhost';
    if (localhostProfile === undefined) yield required(RULE, at, missing);
    else if (trimmed !== localhostProfile)
      yield invalid(RULE, at, localhostProfile, 'must not be padded with whitespace');
    else if (trimmed === '') yield required(RULE, at, missing);
    if (byteLength(localhostProfile ?? '') > LONGEST_PROFILE) yield tooLong(RULE, at, LONGEST_PROFILE, on);
  } else if (type === '') {
    yield required(RULE, `${path}.type`, 'type is required when appArmorProfile is set');
  } else if (!PROFILE_TYPES.includes(type)) {
    yield notSupported(RULE, `${path}.type`, type, PROFILE_TYPES);
  } else if (localhostProfile !== undefined) {
    yield invalid(RULE, at, localhostProfile, 'can only be set when AppArmor type is Localhost');
  }
}

const SELINUX_POLICIES = ['MountOption', 'Recursive'];
const GROUP_POLICIES = ['Merge', 'Strict'];
const FS_GROUP_POLICIES = ['Always', 'OnRootMismatch'];

export function* validatePodSecurityContext(spec: PodSpec, specPath: string, pod: PodContext): FieldErrors {
  const context = spec.securityContext;
  if (context === undefined) return;
  const path = `${specPath}.securityContext`;
  yield* validateId(context.fsGroup, `${path}.fsGroup`);
  yield* validateId(context.runAsUser, `${path}.runAsUser`);
  yield* validateId(context.runAsGroup, `${path}.runAsGroup`);
  for (const [index, id] of (context.supplementalGroups ?? []).entries())
    yield* validateId(id, `${path}.supplementalGroups[${index}]`);
  if (spec.shareProcessNamespace === true && spec.hostPID === true) {
    yield invalid(
      RULE,
      `${pod.on.sharedProcessErrorInSpec ? specPath : path}.shareProcessNamespace`,
      true,
      'ShareProcessNamespace and HostPID cannot both be enabled',
    );
  }
  yield* validateSysctls(context, spec, `${path}.sysctls`, pod);
  yield* oneOf(context.fsGroupChangePolicy, `${path}.fsGroupChangePolicy`, FS_GROUP_POLICIES);
  yield* validateSeccomp(context.seccompProfile, `${path}.seccompProfile`);
  yield* validateWindowsOptions(context.windowsOptions, `${path}.windowsOptions`);
  yield* validateAppArmor(context.appArmorProfile, `${path}.appArmorProfile`, pod);
  yield* oneOf(context.supplementalGroupsPolicy, `${path}.supplementalGroupsPolicy`, GROUP_POLICIES);
  yield* oneOf(
    context.seLinuxChangePolicy,
    `${path}.seLinuxChangePolicy`,
    // Source: pkg/api/pod/util.go, useOnlyRecursiveSELinuxChangePolicy (1.33 to 1.36).
    pod.on.SELinuxMount ? SELINUX_POLICIES : ['Recursive'],
  );
}

function* oneOf(value: string | undefined, path: string, supported: readonly string[]): FieldErrors {
  if (value !== undefined && !supported.includes(value)) yield notSupported(RULE, path, value, supported);
}

const SYSCTL = '([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?';
const SYSCTL_PART = /^[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?$/;

const isSysctl = (name: string): boolean =>
  name.length <= 253 && name.split(/[./]/).every((part) => SYSCTL_PART.test(part));

function* validateSysctls(
  { sysctls = [] }: PodSecurityContext,
  spec: PodSpec,
  path: string,
  { on }: PodContext,
): FieldErrors {
  const names = new Set<string>();
  for (const [index, { name = '' }] of sysctls.entries()) {
    const at = `${path}[${index}].name`;
    if (name === '') yield required(RULE, at);
    else if (!isSysctl(name))
      yield invalid(RULE, at, name, `must have at most 253 characters and match regex ^${SYSCTL}$`);
    else if (names.has(name)) yield duplicate(RULE, at, name);
    names.add(name);
    if (on.checksHostSysctls) yield* validateHostSysctl(name, spec, at);
  }
}

const IPC_SYSCTLS: ReadonlySet<string> = new Set(
  'sem shmall shmmax shmmni shm_rmid_forced shm msgmax msgmnb msgmni msg'
    .split(' ')
    .map((name) => `kernel.${name}`),
);

/** A sysctl of a namespace that the Pod shares with its host. */
function* validateHostSysctl(sysctl: string, spec: PodSpec, path: string): FieldErrors {
  const [name = ''] = normalized(sysctl).split('*');
  const refuse = (field: string) =>
    invalid(RULE, path, sysctl, `may not be specified when '${field}' is true`);
  if (spec.hostNetwork === true && name.startsWith('net.')) yield refuse('hostNetwork');
  else if (spec.hostIPC === true && (IPC_SYSCTLS.has(name) || name.startsWith('fs.mqueue.')))
    yield refuse('hostIPC');
}

/** `net/ipv4/conf/eno2.100` is another way to write `net.ipv4.conf.eno2/100`: the first separator tells. */
const normalized = (sysctl: string): string =>
  /^[^./]*\//.test(sysctl) ? sysctl.replace(/[./]/g, (separator) => (separator === '.' ? '/' : '.')) : sysctl;
