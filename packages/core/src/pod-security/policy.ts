import type { Release } from '../kubernetes/release.ts';
import { minorOf } from '../kubernetes/version.ts';

export type SecurityLevel = 'privileged' | 'baseline' | 'restricted';

/** What a namespace asks of its Pods: a level of the Pod Security Standards as one minor defines it. */
export interface SecurityPolicy {
  readonly level: SecurityLevel;
  /** Minor of the policy's definition; `latest` is the API server's own. */
  readonly version: number | 'latest';
}

const LEVEL = 'pod-security.kubernetes.io/enforce';
const VERSION = 'pod-security.kubernetes.io/enforce-version';

const LEVELS: readonly string[] = ['privileged', 'baseline', 'restricted'] satisfies SecurityLevel[];
const isLevel = (text: string): text is SecurityLevel => LEVELS.includes(text);

/**
 * The policy that a namespace's labels enforce (`PolicyToEvaluate`): without a label nothing is asked, and a label
 * that cannot be read asks for the most.
 */
export function enforcedPolicy(labels: Readonly<Record<string, string>>): SecurityPolicy {
  const level = Object.hasOwn(labels, LEVEL) ? (labels[LEVEL] ?? '') : 'privileged';
  const version = Object.hasOwn(labels, VERSION) ? (labels[VERSION] ?? '') : 'latest';
  const minor = /^v1\.(0|[1-9][0-9]*)$/.exec(version)?.[1];
  return {
    level: isLevel(level) ? level : 'restricted',
    version: minor === undefined ? 'latest' : Number(minor),
  };
}

/** As the server prints it: `restricted:latest`, `baseline:v1.29`. */
export const printPolicy = ({ level, version }: SecurityPolicy): string =>
  `${level}:${version === 'latest' ? version : `v1.${version}`}`;

/** A server knows no later definition than its own. */
export const definedAt = ({ version }: SecurityPolicy, release: Release): number =>
  version === 'latest' ? minorOf(release.version) : Math.min(version, minorOf(release.version));
