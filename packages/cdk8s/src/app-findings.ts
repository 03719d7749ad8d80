import type { LocatedFinding, ManifestObject, Release } from '@outrider/core';
import { refusals } from '@outrider/core/verdict';
import { ApiObject } from 'cdk8s';
import { judging } from './lazily.ts';
import { isObject } from './merge.ts';
import { namespaceOf } from './namespace.ts';
import { holdsPod } from './pod-path.ts';
import { releaseFor, releaseOfTarget } from './target.ts';

/** What an object emits. */
type Emitted = (object: ApiObject) => unknown;

/** Errors by object, one line each; an object without errors may be absent. */
export type AppFindings = ReadonlyMap<ApiObject, readonly string[]>;

/**
 * The errors on workloads, each judged by the release it is meant for. The rules see the Services, autoscalers and
 * policies of the app as well, and their errors count, too.
 */
export function findErrors(checked: ReadonlySet<ApiObject>, emitted: Emitted): AppFindings {
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
    for (const [object, found] of errorsIn(objects, others, emitted, release)) {
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

type Errors = ReadonlyMap<ApiObject, readonly string[]>;

/** Where the server takes all workloads and nothing stands around them, no rule has to be loaded to say so. */
function errorsIn(
  workloads: readonly ApiObject[],
  others: readonly ApiObject[],
  emitted: Emitted,
  release: Release,
): Errors {
  const objects = [...workloads, ...others];
  const manifests = objects.map((object, index) => manifestOf(object, index, emitted));
  const isInOrder =
    others.length === 0 && manifests.every(({ value }) => refusals(value, release).length === 0);
  return isInOrder ? new Map() : linesOf(objects, manifests, release);
}

function linesOf(
  objects: readonly ApiObject[],
  manifests: readonly ManifestObject[],
  release: Release,
): Errors {
  const errors = new Map<ApiObject, string[]>();
  for (const finding of judging().objectErrors(manifests, release)) {
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
  return judging()
    .objectErrors(manifest, releaseOfTarget({}))
    .some((finding) => finding.server?.stage === 'strict' && finding.message === message);
}

/** What the object emits, as if it had been read from a text that has no places. */
function manifestOf(object: ApiObject, document: number, emitted: Emitted): ManifestObject {
  const { apiVersion, kind, name } = object;
  const value = emitted(object);
  return {
    source: { file: '', document, line: 1, apiVersion, kind, namespace: namespaceOf(value), name },
    value: isObject(value) ? value : {},
    findings: [],
    locate: () => ({ line: 1, column: 1 }),
  };
}
