import type { Fix } from '../../finding.ts';
import type { ManifestObject } from '../../manifest/manifest.ts';
import { servicesOf } from '../input/services.ts';
import { defineRule, type Fact, type Rule, type RuleContext } from '../rule.ts';
import { isOneNumber, type NamedPort, sidecarPortNamed } from '../signs/named-port.ts';

interface Unfound extends Fact, NamedPort {
  readonly on: ManifestObject;
  /** Every workload behind the Service gives the name the same number. */
  readonly replaceable: boolean;
}

/** FindPort looked at regular containers alone until 1.31. */
export const serviceNamedPortOnSidecar: Rule = defineRule({
  meta: {
    id: 'service-named-port-on-sidecar',
    summary: 'A Service names a port that only a sidecar has',
    severity: 'error',
    needs: 'SidecarContainers',
    source: 'FindPort in pkg/api/v1/pod/util.go (1.31.14, 1.32.13); kubernetes/kubernetes#127958',
  },
  check,
  advise: ({ name, number, sidecar, replaceable, path }: Unfound) => ({
    message: `targetPort "${name}" is a port of sidecar "${sidecar}" alone, and this release looks it up on regular containers only: the Pods get no endpoint for it`,
    explanation:
      'From Kubernetes 1.32 on the endpoints of a Service also see the ports of sidecars. A number needs no look-up and works in every release.',
    fix: byNumber(path, number, replaceable),
  }),
});

function byNumber(path: string, number: number, replaceable: boolean): Fix {
  if (!replaceable) {
    return {
      description: `Write a number: the workloads behind this Service have to agree on one, such as ${number}`,
    };
  }
  return {
    description: `Write targetPort: ${number}`,
    edits: [{ op: 'set', path, value: number }],
    mechanical: true,
  };
}

function check({ workload, containers, input, release }: RuleContext): readonly Unfound[] {
  if (release.on.servicesFindSidecarPorts) return [];
  return servicesOf({ workload, input }).flatMap(({ object, ports }) =>
    ports.flatMap(({ path, targetPort, protocol }): readonly Unfound[] => {
      const found = sidecarPortNamed(containers, targetPort, protocol);
      if (found === undefined) return [];
      const behind = input.workloads.filter((one) =>
        servicesOf({ workload: one, input }).some((service) => service.object === object),
      );
      const replaceable = isOneNumber(behind, found.name, protocol);
      return [{ on: object, path: `${path}.targetPort`, ...found, replaceable }];
    }),
  );
}
