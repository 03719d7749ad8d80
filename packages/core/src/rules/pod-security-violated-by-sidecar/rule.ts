import type { Edit } from '../../finding.ts';
import type { Json } from '../../json.ts';
import type { Container } from '../../kubernetes/api-types.gen.ts';
import type { Offence } from '../../pod-security/check.ts';
import { podSecurityOffences } from '../../pod-security/evaluate-pod.ts';
import { enforcedPolicy, printPolicy } from '../../pod-security/policy.ts';
import type { RoleContainer } from '../../workload/container-role.ts';
import type { Pod } from '../../workload/workload.ts';
import { namespaceLabels } from '../input/namespaces.ts';
import { defineRule, type Fact, type Rule, type RuleContext } from '../rule.ts';

interface Violated extends Fact {
  readonly namespace: string;
  /** `restricted:latest` */
  readonly policy: string;
  readonly container: string;
  readonly role: string;
  readonly offences: readonly Offence[];
  readonly edits: readonly Edit[];
}

/** Pod Security admission judges init containers and sidecars like all others. */
export const podSecurityViolatedBySidecar: Rule = defineRule({
  meta: {
    id: 'pod-security-violated-by-sidecar',
    summary: 'The Pod keeps to the Pod Security level of its namespace, but a sidecar does not',
    severity: 'warning',
    needs: 'SidecarContainers',
    source:
      'k8s.io/pod-security-admission/policy; istio/istio#35894, ministryofjustice/analytical-platform#8100',
  },
  check,
  advise: ({ namespace, policy, container, role, offences, edits }: Violated) => ({
    message: `Namespace "${namespace}" enforces "${policy}", and ${role} "${container}" alone breaks it, so that its Pods are refused: ${offences
      .map(({ reason, detail }) => `${reason} (${detail})`)
      .join(', ')}`,
    explanation:
      'Pod Security admission looks at regular containers, init containers and sidecars alike. It refuses the Pods; a Deployment is accepted all the same, and its Pods never come.',
    fix: {
      description:
        edits.length === 0
          ? `Take away from "${container}" what the level forbids, or give the namespace a level that allows it`
          : `Give "${container}" the securityContext that the level asks for`,
      ...(edits.length > 0 && { edits }),
    },
  }),
});

function check(context: RuleContext): readonly Violated[] {
  const { pod, containers, release, workload } = context;
  const policy = enforcedPolicy(namespaceLabels(context));
  if (policy.level === 'privileged' || !containers.some(({ role }) => role === 'sidecar')) return [];
  const offencesOf = (one: Pod) => podSecurityOffences(one, policy, release);
  if (offencesOf(onlyWith(pod, [])).length > 0) return [];
  return containers.flatMap(({ container, role, path }): readonly Violated[] => {
    const offences = role === 'regular' ? [] : offencesOf(onlyWith(pod, [container]));
    if (offences.length === 0) return [];
    return [
      {
        path,
        namespace: workload.source.namespace ?? 'default',
        policy: printPolicy(policy),
        container: container.name ?? '',
        role: role === 'sidecar' ? 'sidecar' : 'init container',
        offences,
        edits: editsFor({ container, role, path }, offences),
      },
    ];
  });
}

/** The Pod with its regular containers, some others, and the volumes that these mount. */
function onlyWith(pod: Pod, initContainers: readonly Container[]): Pod {
  const { containers = [], initContainers: all = [], volumes = [] } = pod.spec;
  const mounts = (some: readonly Container[]) =>
    new Set(
      some.flatMap(({ volumeMounts = [], volumeDevices = [] }) =>
        [...volumeMounts, ...volumeDevices].map(({ name }) => name),
      ),
    );
  const kept = mounts([...containers, ...initContainers]);
  const others = mounts(all);
  return {
    ...pod,
    spec: {
      ...pod.spec,
      initContainers,
      volumes: volumes.filter(({ name }) => kept.has(name) || !others.has(name)),
    },
  };
}

/** What level `restricted` asks for, where it is left out. What a level forbids, nobody can take away blindly. */
const ASKED: Readonly<Record<string, readonly [field: string, value: Json]>> = {
  'allowPrivilegeEscalation != false': ['allowPrivilegeEscalation', false],
  'unrestricted capabilities': ['capabilities.drop', ['ALL']],
  'runAsNonRoot != true': ['runAsNonRoot', true],
  seccompProfile: ['seccompProfile', { type: 'RuntimeDefault' }],
};

function editsFor({ container, path }: RoleContainer, offences: readonly Offence[]): readonly Edit[] {
  const { securityContext } = container;
  const isLeftOut =
    (securityContext?.capabilities?.add ?? []).every((name) => name === 'NET_BIND_SERVICE') &&
    securityContext?.seccompProfile === undefined;
  const asked = offences.map(({ reason }) => ASKED[reason]);
  if (!isLeftOut || asked.includes(undefined)) return [];
  return asked
    .filter((one) => one !== undefined)
    .map(([field, value]) => ({ op: 'set', path: `${path}.securityContext.${field}`, value }));
}
