import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { type JsonObject, textAt } from '../src/json.ts';
import { releaseOf } from '../src/kubernetes/release.ts';
import { explainPods } from '../src/live/explain-pods.ts';
import type { PodExplanation } from '../src/live/explanation.ts';

export interface RecordedStatus {
  readonly t: number;
  readonly event: 'Status';
  readonly ready: string;
  readonly status: string;
  readonly restarts: string;
  readonly metadata: JsonObject;
  readonly podStatus: JsonObject;
}

/** What happened to a container, or to the Pod. */
export interface RecordedEvent {
  readonly t: number;
  readonly event: string;
  readonly container?: string;
  readonly exitCode?: number;
}

export interface Recording {
  readonly id: string;
  readonly spec: JsonObject;
  readonly timeline: readonly (RecordedStatus | RecordedEvent)[];
}

export const RECORDED_VERSIONS = ['1.28', '1.34', '1.36'] as const;
export type RecordedVersion = (typeof RECORDED_VERSIONS)[number];

export const recordings = (version: RecordedVersion): readonly Recording[] => {
  const file = new URL(`./vectors/live/${version}.json.gz`, import.meta.url);
  return JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')) as readonly Recording[];
};

export const isStatus = (entry: RecordedStatus | RecordedEvent): entry is RecordedStatus =>
  entry.event === 'Status';

/** One status explained, and what the kubelet did from then on. */
export interface Moment {
  readonly recording: string;
  readonly version: RecordedVersion;
  readonly status: RecordedStatus;
  readonly explanation: PodExplanation;
  readonly before: readonly (RecordedStatus | RecordedEvent)[];
  readonly later: readonly (RecordedStatus | RecordedEvent)[];
}

/** Every status of every recording. */
export const moments = (version: RecordedVersion): readonly Moment[] =>
  recordings(version).flatMap(({ id, spec, timeline }) =>
    timeline.flatMap((status, index) => {
      if (!isStatus(status)) return [];
      const { metadata, podStatus } = status;
      const explanation = explainOne({ metadata, spec, status: podStatus }, version);
      return [
        {
          recording: id,
          version,
          status,
          explanation,
          before: timeline.slice(0, index),
          later: timeline.slice(index + 1),
        },
      ];
    }),
  );

function explainOne(pod: JsonObject, version: RecordedVersion): PodExplanation {
  const value = { apiVersion: 'v1', kind: 'Pod', ...pod };
  const name = textAt(pod, 'metadata', 'name') ?? '';
  const source = {
    file: '-',
    document: 0,
    line: 1,
    apiVersion: 'v1',
    kind: 'Pod',
    namespace: 'default',
    name,
  };
  const object = { source, value, findings: [], locate: () => ({ line: 1, column: 1 }) };
  const { pods, unreadable } = explainPods([object], { release: releaseOf(version) });
  const [explained] = pods;
  if (explained === undefined) throw new Error(unreadable.map(({ message }) => message).join());
  return explained;
}
