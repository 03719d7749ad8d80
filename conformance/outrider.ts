/** What Outrider says of an object, in the oracle's terms. */
import {
  analyze,
  type JsonObject,
  type KubernetesVersion,
  type LocatedFinding,
  type Release,
  releaseOf,
} from '../packages/core/src/index.ts';
import { storedKind } from '../packages/core/src/store/kinds.ts';
import { type Stored, storeObject } from '../packages/core/src/store/store-object.ts';
import type { GeneratedObject } from './generate/workload.ts';

export interface OutriderVerdict {
  readonly strict: readonly string[];
  readonly decode: readonly string[];
  /** `path: message` of each finding at stage validation, by `[type, path, detail]` as JSON. */
  readonly errors: ReadonlyMap<string, string>;
  readonly warnings: readonly string[];
  readonly drops: readonly string[];
  /** After defaulting and the drop of disabled fields. */
  readonly stored: unknown;
  readonly resources?: OutriderResources;
}

export interface OutriderResources {
  readonly requests: Readonly<Record<string, string>>;
  readonly limits: Readonly<Record<string, string>>;
  readonly qosClass: string;
  readonly oomScoreAdj: Readonly<Record<string, number>>;
  readonly podSpec: unknown;
}

export function releaseAt(minor: string, featureGates: string): Release {
  const gates = featureGates
    .split(',')
    .filter(Boolean)
    .map((pair) => pair.split('='));
  return releaseOf(
    minor as KubernetesVersion,
    Object.fromEntries(gates.map(([name, on]) => [name, on === 'true'])),
  );
}

export const errorKey = (type: string, path: string, detail: string): string =>
  JSON.stringify([type, path, detail]);

function storedOf(object: GeneratedObject, release: Release): Stored | undefined {
  const kind = storedKind(object.apiVersion, object.kind);
  return kind && storeObject(kind, object as unknown as JsonObject, release);
}

export function outriderVerdict(object: GeneratedObject, release: Release): OutriderVerdict {
  const made = storedOf(object, release);
  const { findings, workloads } = analyze([{ file: 'object.json', text: JSON.stringify(object) }], release);
  const at = (stage: string): LocatedFinding[] => findings.filter(({ server }) => server?.stage === stage);
  const of = (origin: string): LocatedFinding[] => findings.filter((finding) => finding.origin === origin);
  const errors = at('validation').map(
    ({ server, path, message }) =>
      [errorKey(server?.type ?? '', path, server?.detail ?? ''), message] as const,
  );
  const [one] = workloads;
  return {
    strict: at('strict').map(({ message }) => message),
    decode: at('decode').map(({ message }) => message),
    errors: new Map(errors),
    warnings: of('server-warning').map(({ message }) => message),
    drops: of('server-drop').map(({ path }) => path),
    stored: made?.stored.object,
    ...(one && {
      resources: {
        requests: one.resources.pod.requests,
        limits: one.resources.pod.limits,
        qosClass: one.resources.pod.qosClass,
        oomScoreAdj: Object.fromEntries(
          one.resources.pod.containers.map(({ name, oomScoreAdj }) => [name, oomScoreAdj]),
        ),
        podSpec: one.workload.pod.spec,
      },
    }),
  };
}
