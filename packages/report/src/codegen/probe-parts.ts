import type { JsonObject } from '@outrider/core';
import { call, literal } from './code.ts';
import { hookOf, type Part, same } from './container-parts.ts';
import { hookWords, probeWords, sleepSeconds } from './probe-fields.ts';

const FIELDS = { startup: 'startupProbe', readiness: 'readinessProbe', liveness: 'livenessProbe' } as const;

export function probe(
  container: JsonObject,
  kind: keyof typeof FIELDS,
  ports: ReadonlySet<string>,
): Part | undefined {
  const field = FIELDS[kind];
  const own = kind === 'readiness' ? 'successThreshold' : 'terminationGracePeriodSeconds';
  const worded = probeWords(container[field], ports, own);
  return worded && same(kind, worded.words, { [field]: worded.written });
}

export function hook(
  container: JsonObject,
  kind: 'postStart' | 'preStop',
  ports: ReadonlySet<string>,
): Part | undefined {
  const worded = hookWords(hookOf(container, kind), ports);
  return worded && same(kind, worded.words, { lifecycle: { [kind]: worded.written } });
}

/** Which `sleep` hooks the target has. */
export interface Sleeps {
  readonly any: boolean;
  readonly ofNoTime: boolean;
}

export function preStopSleep(container: JsonObject, sleeps: Sleeps): Part | undefined {
  const seconds = sleepSeconds(hookOf(container, 'preStop'));
  if (seconds === undefined || !sleeps.any || (seconds === 0 && !sleeps.ofNoTime)) return undefined;
  return {
    writes: { lifecycle: { preStop: { sleep: { seconds } } } },
    calls: [call('preStopSleep', literal(seconds))],
    options: [['preStopSleep', literal(seconds)]],
  };
}
