import { ApiObject, type ApiObjectMetadata, Names } from 'cdk8s';
import type { Construct } from 'constructs';
import { merge } from './merge.ts';
import type { PodDraft } from './pod-draft.ts';

/** What every workload takes. */
export interface WorkloadProps {
  readonly metadata?: ApiObjectMetadata;
  /** Any field of the object, known or not, laid over the others: objects key by key, lists replaced. */
  readonly raw?: Readonly<Record<string, unknown>>;
}

export interface PodWorkloadProps {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ApiObjectMetadata | undefined;
  readonly raw: Readonly<Record<string, unknown>> | undefined;
  readonly draft: PodDraft;
  readonly spec: object;
}

/** A workload written with `pod()`: an ApiObject like any other. */
export class PodWorkload extends ApiObject {
  protected readonly draft: PodDraft;

  constructor(
    scope: Construct,
    id: string,
    { apiVersion, kind, metadata, raw, spec, draft }: PodWorkloadProps,
  ) {
    super(scope, id, merge({ apiVersion, kind, ...(metadata && { metadata }), spec }, raw ?? {}));
    this.draft = draft;
  }
}

/** The label by which a workload finds its Pods where none was written: unique in the app. */
export const ownLabel = (scope: Construct, id: string): Readonly<Record<string, string>> => ({
  'app.kubernetes.io/name': Names.toLabelValue(scope, { extra: [id] }),
});
