const SIGNALS: Readonly<Record<number, string>> = {
  129: 'SIGHUP',
  130: 'SIGINT',
  131: 'SIGQUIT',
  132: 'SIGILL',
  134: 'SIGABRT',
  135: 'SIGBUS',
  136: 'SIGFPE',
  137: 'SIGKILL',
  139: 'SIGSEGV',
  141: 'SIGPIPE',
  143: 'SIGTERM',
};

/** What an exit code says, and no more than that. */
export function exitWords(exitCode: number, reason: string): string {
  // L-188: written where the instance is gone; nobody saw a process exit with it.
  if (reason === 'ContainerStatusUnknown')
    return 'ended unseen (ContainerStatusUnknown: its 137 is no exit code)';
  if (reason === 'RestartingAllContainers') return 'was removed to start all containers over';
  if (reason === 'OOMKilled') return `was killed for lack of memory (OOMKilled, ${exitCode})`;
  const signal = SIGNALS[exitCode];
  if (signal === undefined) return `exited with ${exitCode}${HINTS[exitCode] ?? ''}`;
  return `exited with ${exitCode} (${signal})`;
}

/** Conventions of shells, not of Kubernetes. */
const HINTS: Readonly<Record<number, string>> = {
  126: ' (in a shell: not executable)',
  127: ' (in a shell: command not found)',
};

/** What is worth knowing of a code, and easily taken wrongly; empty for most. */
export function exitCaution(exitCode: number, reason: string): string {
  if (reason === 'OOMKilled' || reason === 'ContainerStatusUnknown') return '';
  if (exitCode === 137) {
    return 'SIGKILL came from outside the process, but the status does not say from whom: the kubelet after a grace period, the kernel for memory of another process, or somebody on the node';
  }
  if (exitCode === 143) {
    return 'SIGTERM ended it: a stop that the kubelet began (probe, deletion, eviction), or a signal from somebody else';
  }
  return exitCode === 139 ? 'the process crashed: invalid memory access' : '';
}
