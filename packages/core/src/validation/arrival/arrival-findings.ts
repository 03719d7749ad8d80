import type { Finding, Severity, Source } from '../../finding.ts';
import type { Json, JsonObject } from '../../json.ts';
import { goQuote } from '../../kubernetes/go-quote.ts';
import { type Arrival, compareArrival } from './compare-arrival.ts';

/**
 * What became of an object between whoever sent it and the cluster's store: fields that a mutating webhook or an
 * old API server stripped, values and orders that changed, containers that were injected.
 *
 * @param sent the manifest; paths are its own
 * @param stored the object as the cluster gives it back
 */
export const arrivalFindings = (sent: JsonObject, stored: JsonObject): readonly Finding[] =>
  compareArrival(sent, stored).map((arrival) => ({
    origin: 'server-drop',
    path: arrival.path,
    ...words(arrival),
  }));

/** For an object that is not among the stored ones. */
export const notStored = ({ kind, name }: Pick<Source, 'kind' | 'name'>): Finding => ({
  rule: 'server/not-stored',
  origin: 'server-drop',
  severity: 'warning',
  path: '',
  message: `${kind} ${goQuote(name)} is not among the stored objects, so nothing is known of what became of it`,
});

type Words = Pick<Finding, 'rule' | 'severity' | 'message' | 'explanation'>;

function words(arrival: Arrival): Words {
  switch (arrival.kind) {
    case 'lost':
      return lost(arrival);
    case 'changed':
      return {
        rule: 'server/changed-field',
        severity: isRestartPolicy(arrival.path) ? 'error' : 'info',
        message: `${arrival.path} was sent as ${printed(arrival.sent)} and is stored as ${printed(arrival.stored)}`,
        explanation:
          'The server changes no value that is set: a mutating webhook did, or somebody afterwards.',
      };
    case 'added':
      return {
        rule: 'server/injected-container',
        severity: 'info',
        message: `${arrival.path} holds a container ${goQuote(arrival.name)} that was not sent`,
        explanation:
          'A mutating webhook injects it. It takes part in start order, stop order and requests; the commands of outrider say how when they are given the stored object.',
      };
    case 'reordered':
      return {
        rule: 'server/changed-order',
        severity: 'warning',
        message: `${arrival.path} was sent in the order ${arrival.sent.join(', ')} and is stored in the order ${arrival.stored.join(', ')}`,
        explanation:
          'Init containers and sidecars start in the order of their list, so these start in another one than was meant. Tools that merge lists by name do that.',
      };
  }
}

const RESTART_POLICY = /(?:^|\.)initContainers\[\d+\]\.restartPolicy$/;
const isRestartPolicy = (path: string): boolean => RESTART_POLICY.test(path);

function lost({ path, sent }: Extract<Arrival, { kind: 'lost' }>): Words {
  const becomesInit = isRestartPolicy(path) && sent === 'Always';
  const severity: Severity = becomesInit ? 'error' : 'warning';
  const effect = becomesInit
    ? ': the sidecar has become a plain init container, and while it runs the Pod hangs in Init'
    : '';
  return {
    rule: 'server/stripped-field',
    severity,
    message: `${path} was sent as ${printed(sent)} and is not stored${effect}`,
    explanation:
      'Something on the way does not know the field: a mutating webhook built on an older API library, a controller that rewrites the object, or an API server too old for it. "kubectl apply --dry-run=server -o yaml" shows the same without storing; switch webhooks off one by one to find which.',
  };
}

const LONGEST = 60;

/** A value short enough for a sentence. */
function printed(value: Json): string {
  const text = JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
