import { type FieldErrors, forbidden, notSupported } from '../field-error.ts';
import type { PodContext } from './pod-context.ts';

const REAL_TIME = [
  'SIGRTMIN',
  ...Array.from({ length: 15 }, (_, index) => `SIGRTMIN+${index + 1}`),
  ...Array.from({ length: 14 }, (_, index) => `SIGRTMAX-${14 - index}`),
  'SIGRTMAX',
];

const LINUX: readonly string[] = [
  ...'ABRT ALRM BUS CHLD CLD CONT FPE HUP ILL INT IO IOT KILL PIPE POLL PROF PWR QUIT SEGV STKFLT STOP SYS TERM TRAP TSTP TTIN TTOU URG USR1 USR2 VTALRM WINCH XCPU XFSZ'
    .split(' ')
    .map((name) => `SIG${name}`),
  ...REAL_TIME,
].sort();
const WINDOWS = ['SIGKILL', 'SIGTERM'];

/** V-084: which signals there are depends on the Pod's operating system. */
export function* validateStopSignal(signal: string, path: string, { spec }: PodContext): FieldErrors {
  const os = spec.os?.name;
  if (spec.os === undefined)
    yield forbidden('stop-signal', path, 'may not be set for containers with empty `spec.os.name`');
  const supported = os === 'linux' ? LINUX : os === 'windows' ? WINDOWS : undefined;
  if (supported !== undefined && !supported.includes(signal))
    yield notSupported('stop-signal', path, signal, supported);
}
