import { at, type Json, listAt, textAt } from '../../json.ts';
import type { ManifestObject } from '../../manifest/manifest.ts';
import { selects } from './label-selector.ts';
import { inNamespaceOf, type Seen } from './rule-input.ts';

export interface PolicyPort {
  /** In the NetworkPolicy: `spec.ingress[0].ports[1]`. */
  readonly path: string;
  /** A number, or the name of a container port of the Pods that the policy selects; absent for every port. */
  readonly port: number | string | undefined;
  readonly protocol: string;
}

export interface NetworkPolicy {
  readonly object: ManifestObject;
  /** Of its ingress rules: an egress rule names ports of other Pods. */
  readonly ports: readonly PolicyPort[];
}

/** The NetworkPolicies that select the Pods of a workload. */
export function networkPoliciesOf({ workload, input }: Seen): readonly NetworkPolicy[] {
  const labels = workload.pod.metadata.labels ?? {};
  return input
    .ofKind('NetworkPolicy', 'networking.k8s.io')
    .filter(inNamespaceOf(workload))
    .filter(({ value }) => selects(at(value, 'spec', 'podSelector'), labels))
    .map((object) => ({ object, ports: portsOf(object.value) }));
}

const portsOf = (value: Json): readonly PolicyPort[] =>
  listAt(value, 'spec', 'ingress').flatMap((rule, ruleIndex) =>
    listAt(rule, 'ports').map((port, index) => {
      const given = at(port, 'port');
      return {
        path: `spec.ingress[${ruleIndex}].ports[${index}]`,
        port: typeof given === 'number' || typeof given === 'string' ? given : undefined,
        protocol: textAt(port, 'protocol') ?? 'TCP',
      };
    }),
  );
