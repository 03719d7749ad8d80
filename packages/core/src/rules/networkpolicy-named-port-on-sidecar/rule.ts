import type { ManifestObject } from '../../manifest/manifest.ts';
import { networkPoliciesOf } from '../input/network-policies.ts';
import { defineRule, type Fact, type Rule, type RuleContext } from '../rule.ts';
import { isOneNumber, type NamedPort, sidecarPortNamed } from '../signs/named-port.ts';

interface Unfound extends Fact, NamedPort {
  readonly on: ManifestObject;
  /** Every workload that the policy selects gives the name the same number. */
  readonly replaceable: boolean;
}

/** Each network plugin looks names up by itself; several look at regular containers alone. */
export const networkpolicyNamedPortOnSidecar: Rule = defineRule({
  meta: {
    id: 'networkpolicy-named-port-on-sidecar',
    summary: 'A NetworkPolicy names a port that only a sidecar has',
    severity: 'warning',
    needs: 'SidecarContainers',
    source: 'kubernetes/kubernetes#125285, projectcalico/calico#8881, kubeovn/kube-ovn#4994',
  },
  check,
  advise: ({ name, number, sidecar, replaceable, path }: Unfound) => ({
    message: `Port "${name}" is one of sidecar "${sidecar}" alone: network plugins that look at regular containers only let no traffic through to it`,
    explanation:
      'The network plugin turns the name into a number. Calico before projectcalico/calico#8885 and Kube-OVN before kubeovn/kube-ovn#4994 do not find names of sidecars; a number works with every plugin.',
    fix: replaceable
      ? {
          description: `Write port: ${number}`,
          edits: [{ op: 'set', path, value: number }],
          mechanical: true,
        }
      : {
          description: `Write a number: the workloads that the policy selects have to agree on one, such as ${number}`,
        },
  }),
});

function check({ workload, containers, input }: RuleContext): readonly Unfound[] {
  return networkPoliciesOf({ workload, input }).flatMap(({ object, ports }) =>
    ports.flatMap(({ path, port, protocol }): readonly Unfound[] => {
      const found = sidecarPortNamed(containers, port, protocol);
      if (found === undefined) return [];
      const selected = input.workloads.filter((one) =>
        networkPoliciesOf({ workload: one, input }).some((policy) => policy.object === object),
      );
      const replaceable = isOneNumber(selected, found.name, protocol);
      return [{ on: object, path: `${path}.port`, ...found, replaceable }];
    }),
  );
}
