import { textsAt } from '../../json.ts';
import type { Container, Volume } from '../../kubernetes/api-types.gen.ts';
import type { ManifestObject } from '../../manifest/manifest.ts';
import { inNamespaceOf, type Seen } from './rule-input.ts';

/** A text of a ConfigMap: a script, a configuration file, a value. */
export interface ConfigText {
  readonly object: ManifestObject;
  /** In the ConfigMap: `data[run.sh]`. */
  readonly path: string;
  readonly key: string;
  readonly text: string;
}

/** The texts of the ConfigMaps of the input that a container mounts or takes its environment from. */
export function configTextsOf({ workload, input }: Seen, container: Container): readonly ConfigText[] {
  const names = new Set([
    ...mountedBy(container, workload.pod.spec.volumes ?? []),
    ...environmentOf(container),
  ]);
  return input
    .ofKind('ConfigMap')
    .filter(({ source }) => names.has(source.name))
    .filter(inNamespaceOf(workload))
    .flatMap(textsOf);
}

const textsOf = (object: ManifestObject): readonly ConfigText[] =>
  Object.entries(textsAt(object.value, 'data')).map(([key, text]) => ({
    object,
    path: `data[${key}]`,
    key,
    text,
  }));

function mountedBy(container: Container, volumes: readonly Volume[]): readonly string[] {
  const mounted = new Set((container.volumeMounts ?? []).map(({ name }) => name));
  return volumes
    .filter(({ name }) => mounted.has(name))
    .flatMap(({ configMap, projected }) => [
      configMap?.name,
      ...(projected?.sources ?? []).map((source) => source.configMap?.name),
    ])
    .filter((name) => name !== undefined);
}

const environmentOf = ({ env, envFrom }: Container): readonly string[] =>
  [
    ...(envFrom ?? []).map(({ configMapRef }) => configMapRef?.name),
    ...(env ?? []).map(({ valueFrom }) => valueFrom?.configMapKeyRef?.name),
  ].filter((name) => name !== undefined);
