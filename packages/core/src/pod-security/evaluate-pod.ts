import type { Release } from '../kubernetes/release.ts';
import type { Pod } from '../workload/workload.ts';
import type { FindOffence, Offence, SecurityCheck } from './check.ts';
import { appArmorProfile } from './checks/app-armor.ts';
import { capabilitiesBaseline, capabilitiesRestricted } from './checks/capabilities.ts';
import { hostNamespaces, hostPorts, hostProbes, windowsHostProcess } from './checks/host.ts';
import { allowPrivilegeEscalation, privileged } from './checks/privileges.ts';
import { procMount, procMountRestricted } from './checks/proc-mount.ts';
import { runAsNonRoot, runAsUser } from './checks/run-as.ts';
import { seccompBaseline, seccompRestricted } from './checks/seccomp.ts';
import { seLinuxOptions } from './checks/selinux.ts';
import { sysctls } from './checks/sysctls.ts';
import { hostPathVolumes, restrictedVolumes } from './checks/volumes.ts';
import { definedAt, type SecurityPolicy } from './policy.ts';

/** In the order in which the admission plugin names what it found: by level, then by id. */
const CHECKS: readonly SecurityCheck[] = [
  appArmorProfile,
  capabilitiesBaseline,
  hostNamespaces,
  hostPathVolumes,
  hostPorts,
  hostProbes,
  privileged,
  procMount,
  seLinuxOptions,
  seccompBaseline,
  sysctls,
  windowsHostProcess,
  allowPrivilegeEscalation,
  capabilitiesRestricted,
  procMountRestricted,
  restrictedVolumes,
  runAsNonRoot,
  runAsUser,
  seccompRestricted,
];

/** What of a Pod a policy of the Pod Security Standards forbids, as the API server of the release judges it. */
export function podSecurityOffences(pod: Pod, policy: SecurityPolicy, release: Release): readonly Offence[] {
  return findersOf(policy.level, definedAt(policy, release)).flatMap((find) => find(pod, release.on) ?? []);
}

function findersOf(level: SecurityPolicy['level'], minor: number): readonly FindOffence[] {
  if (level === 'privileged') return [];
  const asked = CHECKS.filter((check) => check.level === 'baseline' || level === 'restricted');
  const inForce = asked.flatMap((check) => {
    const find = check.revisions.findLast(({ since }) => since <= minor)?.find;
    return find === undefined ? [] : [{ check, find }];
  });
  const replaced = new Set(inForce.map(({ check }) => check.replaces));
  return inForce.filter(({ check }) => !replaced.has(check.id)).map(({ find }) => find);
}
