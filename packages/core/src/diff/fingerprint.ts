import type { Finding } from '../finding.ts';
import { isJsonObject, type Json, type JsonObject, own } from '../json.ts';
import { stepsOf } from './value-at.ts';

/** What a finding is about, whatever list the container stands in and however the finding is worded. */
export interface Fingerprint {
  readonly rule: string;
  /** Name of the container; empty where the finding is not about one. */
  readonly container: string;
  /** Field path below the container, or below the object: tells apart two findings of one rule. */
  readonly field: string;
}

const CONTAINER = /^(.*?)\b(initContainers|containers|ephemeralContainers)\[(\d+)\]\.?(.*)$/;

/**
 * A container that became a sidecar keeps its findings: lists and indexes do not count, names do. `object` is the
 * manifest's value, in which `finding.path` is a path.
 */
export function fingerprintOf(finding: Finding, object: JsonObject): Fingerprint {
  const [, parent = '', list = '', index = '', field = ''] = CONTAINER.exec(finding.path) ?? [];
  if (list === '') return { rule: finding.rule, container: '', field: finding.path };
  const container = nameAt(object, [...stepsOf(parent), list, index]);
  return { rule: finding.rule, container: container ?? '', field };
}

/** A path with the entries of its lists named rather than counted: `spec.replicatedJobs[workers].template`. */
export function namedPath(path: string, object: JsonObject): string {
  const steps: string[] = [];
  return path.replace(/\[(\d+)\]|[^.[\]]+/g, (text, index: string | undefined) => {
    steps.push(index ?? text);
    return index === undefined ? text : `[${nameAt(object, steps) ?? index}]`;
  });
}

/** The name of the object at these keys and indexes. */
function nameAt(object: JsonObject, steps: readonly string[]): string | undefined {
  let found: Json | undefined = object;
  for (const step of steps) {
    if (Array.isArray(found)) found = found[Number(step)];
    else found = isJsonObject(found) ? own(found, step) : undefined;
  }
  const name = isJsonObject(found) ? own(found, 'name') : undefined;
  return typeof name === 'string' ? name : undefined;
}
