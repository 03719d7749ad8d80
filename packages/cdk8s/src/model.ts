import type { ManifestObject, Release, Workload } from '@outrider/core';
import type { ApiObject } from 'cdk8s';
import { wholeCore } from './lazily.ts';
import { isObject } from './merge.ts';
import { namespaceOf } from './namespace.ts';
import { type PodDraft, templateOf } from './pod-draft.ts';
import { releaseFor, releaseOfTarget } from './target.ts';

/** A workload as Outrider's model has it, and the release it is meant for. */
export interface Modelled {
  readonly workload: Workload;
  readonly release: Release;
}

/** The model of an object of the app; in its place, the path of its construct. */
export function modelOf(object: ApiObject): Modelled {
  const { apiVersion, kind, name } = object;
  const value: unknown = object.toJson();
  return modelled(
    {
      source: { ...NOWHERE, file: object.node.path, apiVersion, kind, namespace: namespaceOf(value), name },
      value: isObject(value) ? value : {},
      ...UNREAD,
    },
    releaseFor(object),
  );
}

/** The model of a Pod that is no object yet. */
export function modelOfDraft(draft: PodDraft): Modelled {
  const value = { apiVersion: 'v1', kind: 'Pod', ...templateOf(draft) };
  return modelled(
    {
      source: { ...NOWHERE, file: 'pod()', apiVersion: 'v1', kind: 'Pod', namespace: null, name: '' },
      value: JSON.parse(JSON.stringify(value)),
      ...UNREAD,
    },
    releaseOfTarget(draft.target),
  );
}

const NOWHERE = { document: 0, line: 0 };
const UNREAD = { findings: [], locate: () => ({ line: 0, column: 0 }) };

function modelled(manifest: ManifestObject, release: Release): Modelled {
  const [workload] = wholeCore().toWorkloads(manifest, release);
  if (workload === undefined) throw new RangeError(`${manifest.source.kind} holds no Pod`);
  return { workload, release };
}
