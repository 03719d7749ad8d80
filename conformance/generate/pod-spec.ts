import type { Random } from '../random.ts';
import { container } from './container.ts';
import { affinity, dns, securityContext, spread, tolerations } from './pod-parts.ts';
import { podResources, resourceList, resources } from './resources.ts';
import { seconds, text } from './values.ts';
import { volumes } from './volumes.ts';

type Fields = Record<string, unknown>;

const initContainers = (random: Random): Fields[] =>
  random.list(0, 3, (index) => container(random, random.chance(60) ? 'sidecar' : 'init', index));

/** What the Priority admission plugin makes of the class. */
const NODE_CRITICAL: Fields = { priorityClassName: 'system-node-critical', priority: 2000001000 };

/** A Pod's spec as it might stand in a manifest; `undefined` fields are absent from its JSON. */
export function podSpec(random: Random, restartPolicies: readonly (string | undefined)[]): Fields {
  return {
    initContainers: random.maybe(75, () => initContainers(random)),
    containers: random.pick(
      [random.list(1, 3, (index) => container(random, 'regular', index))],
      [[], undefined],
    ),
    ephemeralContainers: random.rarely(() => [container(random, 'ephemeral', 0)]),
    restartPolicy: random.pick(restartPolicies, ['Always', 'Never', 'OnFailure', 'x', '']),
    terminationGracePeriodSeconds: random.maybe(25, () => seconds(random)),
    activeDeadlineSeconds: random.rarely(() => seconds(random)),
    volumes: random.pick([[{ name: 'data', emptyDir: {} }], volumes(random)], [undefined]),
    resources: random.maybe(12, () => random.pick([podResources(random)], [resources(random)])),
    overhead: random.maybe(4, () => resourceList(random)),
    hostNetwork: random.maybe(4, () => true),
    hostPID: random.maybe(2, () => true),
    hostIPC: random.maybe(1, () => true),
    hostUsers: random.maybe(2, () => random.chance(50)),
    shareProcessNamespace: random.maybe(3, () => true),
    hostname: random.maybe(3, () => random.pick(['h'], ['Bad_', 'a.b', ''])),
    hostnameOverride: random.maybe(2, () => random.pick(['h', 'a.b'], ['Bad_', ''])),
    subdomain: random.maybe(2, () => random.pick(['s'], ['Bad_'])),
    setHostnameAsFQDN: random.maybe(2, () => true),
    os: random.maybe(3, () => ({ name: random.pick(['linux'], ['windows', 'mac', '']) })),
    ...dns(random),
    nodeSelector: random.maybe(5, () => random.pick([{ a: 'b' }], [{ 'Bad_/x': 'v' }, { a: 'with space' }])),
    nodeName: random.maybe(2, () => random.pick(['n'], ['Bad_'])),
    serviceAccountName: random.maybe(6, () => random.pick(['sa'], ['Bad_', ''])),
    serviceAccount: random.maybe(2, () => random.pick(['sa'], ['Bad_', 'other'])),
    automountServiceAccountToken: random.maybe(4, () => true),
    imagePullSecrets: random.maybe(4, () =>
      random.pick([[{ name: 'a' }]], [[{ name: '' }], [{ name: 'a' }, { name: 'a' }], [{}]]),
    ),
    tolerations: random.maybe(6, () => tolerations(random)),
    topologySpreadConstraints: random.maybe(4, () => spread(random)),
    affinity: random.maybe(5, () => affinity(random)),
    securityContext: random.maybe(10, () => securityContext(random)),
    hostAliases: random.maybe(3, () => [
      {
        ip: random.pick(['1.2.3.4'], ['x', '', '010.1.1.1']),
        hostnames: random.pick([['h']], [['Bad_'], []]),
      },
    ]),
    priorityClassName: random.maybe(3, () => random.pick(['p'], ['Bad_'])),
    preemptionPolicy: random.maybe(2, () => random.pick(['Never', 'PreemptLowerPriority'], ['x'])),
    priority: random.maybe(1, () => random.pick([0, 1000, 2000000000])),
    runtimeClassName: random.maybe(3, () => random.pick(['kata'], ['Bad_', ''])),
    schedulerName: random.maybe(2, () => text(random)),
    schedulingGates: random.maybe(2, () =>
      random.pick([[{ name: 'a' }]], [[{ name: '' }], [{ name: 'a' }, { name: 'a' }]]),
    ),
    readinessGates: random.maybe(2, () => [{ conditionType: random.pick(['a/b'], ['', 'Bad_/x', 'X y']) }]),
    resourceClaims: random.maybe(2, () => [
      {
        name: random.pick(['gpu'], ['', 'Bad_']),
        resourceClaimTemplateName: random.pick(['t'], [undefined, '']),
        resourceClaimName: random.rarely(() => 'c'),
      },
    ]),
    enableServiceLinks: random.maybe(3, () => false),
    workloadRef: random.rarely(() => ({ name: 'w', podGroup: 'g' })),
    schedulingGroup: random.rarely(() => ({ podGroupName: 'g' })),
    ...random.maybe(1, () => NODE_CRITICAL),
  };
}
