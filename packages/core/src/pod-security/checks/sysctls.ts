import type { FindOffence, SecurityCheck } from '../check.ts';

const SAFE: readonly string[] = [
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.ping_group_range',
  'net.ipv4.ip_unprivileged_port_start',
];
const SAFE_27 = [...SAFE, 'net.ipv4.ip_local_reserved_ports'];
const SAFE_29 = [
  ...SAFE_27,
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
];
const SAFE_32 = [...SAFE_29, 'net.ipv4.tcp_rmem', 'net.ipv4.tcp_wmem'];

const outside =
  (safe: readonly string[]): FindOffence =>
  ({ spec }) => {
    const names = (spec.securityContext?.sysctls ?? []).map(({ name = '' }) => name);
    const bad = names.filter((name) => !safe.includes(name));
    if (bad.length === 0) return undefined;
    return {
      reason: 'forbidden sysctls',
      detail: bad.join(', '),
      paths: bad.map((name) => `spec.securityContext.sysctls[${names.indexOf(name)}]`),
    };
  };

/** `check_sysctls.go` */
export const sysctls: SecurityCheck = {
  id: 'sysctls',
  level: 'baseline',
  revisions: [
    { since: 0, find: outside(SAFE) },
    { since: 27, find: outside(SAFE_27) },
    { since: 29, find: outside(SAFE_29) },
    { since: 32, find: outside(SAFE_32) },
  ],
};
