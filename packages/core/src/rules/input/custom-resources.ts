import { type JsonObject, listAt, objectAt, textAt } from '../../json.ts';
import type { ManifestObject } from '../../manifest/manifest.ts';
import { groupOf, type Seen } from './rule-input.ts';

export interface CustomResourceSchema {
  /** The CustomResourceDefinition. */
  readonly object: ManifestObject;
  /** In the CRD: `spec.versions[0].schema.openAPIV3Schema`. */
  readonly path: string;
  /** OpenAPI v3 structural schema of the version that the workload is written in. */
  readonly schema: JsonObject;
}

/** The schema of a custom resource, where the input has its CustomResourceDefinition. */
export function customResourceSchema({ workload, input }: Seen): CustomResourceSchema | undefined {
  const { apiVersion, kind } = workload.source;
  const version = apiVersion.slice(apiVersion.indexOf('/') + 1);
  const object = input
    .ofKind('CustomResourceDefinition', 'apiextensions.k8s.io')
    .find(
      ({ value }) =>
        textAt(value, 'spec', 'group') === groupOf(apiVersion) &&
        textAt(value, 'spec', 'names', 'kind') === kind,
    );
  const versions = listAt(object?.value, 'spec', 'versions');
  const index = versions.findIndex((one) => textAt(one, 'name') === version);
  if (object === undefined || index < 0) return undefined;
  return {
    object,
    path: `spec.versions[${index}].schema.openAPIV3Schema`,
    schema: objectAt(versions[index], 'schema', 'openAPIV3Schema'),
  };
}
