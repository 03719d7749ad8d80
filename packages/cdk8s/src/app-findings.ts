import type { LocatedFinding, ManifestObject, Release } from '@outrider/core';
import { objectErrors } from '@outrider/core/objects';
import { ApiObject } from 'cdk8s';
import { isObject } from './merge.ts';
import { namespaceOf } from './namespace.ts';
import { holdsPod } from './pod-path.ts';
import { releaseFor, releaseOfTarget } from './target.ts';

/** Errors by object, one line each; an object without errors may be absent. */
export type AppFindings = ReadonlyMap<ApiObject, readonly string[]>;

/**
 * The errors on workloads, each judged by the release it is meant for. The rules see the Services, autoscalers and
 * policies of the app as well, and their errors count, too.
 */
export function findErrors(checked: ReadonlySet<ApiObject>): AppFindings {
  const errors = new Map<ApiObject, readonly string[]>();
  const workloads = new Map<Release, ApiObject[]>();
  for (const object of checked) {
    const release = releaseOrFault(object);
    if (typeof release === 'string') errors.set(object, [release]);
    else
      workloads
        .set(release, workloads.get(release) ?? [])
        .get(release)
        ?.push(object);
  }
  const others = surroundingsOf(checked);
  for (const [release, objects] of workloads)
    for (const [object, found] of errorsIn([...objects, ...others], release)) {
      errors.set(object, [...new Set([...(errors.get(object) ?? []), ...found])]);
    }
  return errors;
}

function releaseOrFault(object: ApiObject): Release | string {
  try {
    return releaseFor(object);
  } catch (error) {
    if (error instanceof RangeError) return error.message;
    throw error;
  }
}

/** The objects of the app that are no workloads. */
function surroundingsOf([first]: Iterable<ApiObject>): readonly ApiObject[] {
  const all = first?.node.root.node.findAll() ?? [];
  return all.filter((construct): construct is ApiObject => {
    return ApiObject.isApiObject(construct) && !holdsPod(construct);
  });
}

function errorsIn(objects: readonly ApiObject[], release: Release): ReadonlyMap<ApiObject, string[]> {
  const manifests = objects.map(manifestOf);
  const errors = new Map<ApiObject, string[]>();
  for (const finding of objectErrors(manifests, release)) {
    const { document } = finding.source;
    const [object, manifest] = [objects[document], manifests[document]];
    if (object === undefined || manifest === undefined || isUnknownToAll(finding, manifest)) continue;
    errors.set(object, [...(errors.get(object) ?? []), lineOf(finding)]);
  }
  return errors;
}

const lineOf = ({ rule, path, message }: LocatedFinding): string =>
  `${rule}: ${message.includes(path) ? message : `${path}: ${message}`}`;

/** A field that no Kubernetes we know has is the business of who wrote it: clusters may be newer than we are. */
function isUnknownToAll({ server, message }: LocatedFinding, manifest: ManifestObject): boolean {
  if (server?.stage !== 'strict') return false;
  return objectErrors(manifest, releaseOfTarget({})).some(
    (finding) => finding.server?.stage === 'strict' && finding.message === message,
  );
}

/** What the object emits, as if it had been read from a text that has no places. */
function manifestOf(object: ApiObject, document: number): ManifestObject {
  const { apiVersion, kind, name } = object;
  const value: unknown = object.toJson();
  return {
    source: { file: '', document, line: 1, apiVersion, kind, namespace: namespaceOf(value), name },
    value: isObject(value) ? value : {},
    findings: [],
    locate: () => ({ line: 1, column: 1 }),
  };
}
