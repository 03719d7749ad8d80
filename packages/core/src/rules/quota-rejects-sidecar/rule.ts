import { multiply } from '../../quantity/arithmetic.ts';
import { printQuantity } from '../../quantity/print-quantity.ts';
import { ZERO } from '../../quantity/quantity.ts';
import { readList } from '../../quantity/resource-list.ts';
import { sumOptionsAt } from '../../resources/compute-pod-resources.ts';
import { type QuotaVerdict, quotaVerdict } from '../../resources/resource-quota.ts';
import { defineRule, type Fact, type Rule, type RuleContext } from '../rule.ts';
import { joined, named } from '../signs/words.ts';

type Rejected = Fact & { readonly quota: string } & (
    | { readonly kind: 'missing'; readonly sidecar: string; readonly tracked: readonly string[] }
    | {
        readonly kind: 'exceeded';
        readonly sidecars: readonly string[];
        readonly pods: number;
        readonly fitting: number;
        readonly totals: readonly string[];
        /** Without sidecars the quota would do. */
        readonly alone: boolean;
      }
  );

/** R-080, R-084: a quota asks every container, and charges the effective sum. */
export const quotaRejectsSidecar: Rule = defineRule({
  meta: {
    id: 'quota-rejects-sidecar',
    summary: 'A ResourceQuota of the namespace refuses the Pod because of a sidecar',
    severity: 'error',
    needs: 'SidecarContainers',
    source: 'R-080, R-084; linkerd/linkerd2#2750',
  },
  check,
  advise: (fact: Rejected) =>
    fact.kind === 'missing'
      ? {
          message: `ResourceQuota "${fact.quota}" tracks ${joined(fact.tracked)}, and sidecar "${fact.sidecar}" sets none: every Pod is refused`,
          explanation:
            'Once a quota tracks cpu or memory, every regular container, init container and sidecar has to say how much it takes, or the Pod is forbidden.',
          fix: { description: `Set ${joined(fact.tracked.map(fieldOf))} of "${fact.sidecar}"` },
        }
      : {
          message: `ResourceQuota "${fact.quota}" admits ${fact.fitting} of ${fact.pods} Pods: with ${named(fact.sidecars)} they take ${fact.totals.join('; ')}${
            fact.alone ? ', without sidecars they would fit' : ''
          }`,
          explanation:
            'A quota is charged the effective requests and limits of each Pod, sidecars and the greatest init step included, until the Pod ends.',
          fix: {
            description: `Lower what the sidecars ask for, run fewer Pods, or raise the quota "${fact.quota}"`,
          },
        },
});

/** `requests.cpu` → `resources.requests.cpu`; `cpu` is the request. */
const fieldOf = (name: string): string => `resources.${name.includes('.') ? name : `requests.${name}`}`;

function check(context: RuleContext): readonly Rejected[] {
  const sidecars = context.containers.filter(({ role }) => role === 'sidecar');
  const { quotas } = context.input.policiesOf(context.workload.source.namespace);
  if (sidecars.length === 0 || quotas.length === 0) return [];
  return (context.resources.quota ?? []).flatMap((verdict) => {
    const missing = missingOf(context, verdict);
    return missing.length > 0 ? missing : exceededOf(context, verdict);
  });
}

const missingOf = (
  { containers }: RuleContext,
  { name: quota, missing }: QuotaVerdict,
): readonly Rejected[] =>
  containers.flatMap(({ container, role, path }): readonly Rejected[] => {
    const tracked = Object.keys(missing).filter((name) => missing[name]?.includes(container.name ?? ''));
    if (role !== 'sidecar' || tracked.length === 0) return [];
    return [{ kind: 'missing', path: `${path}.resources`, quota, sidecar: container.name ?? '', tracked }];
  });

function exceededOf(context: RuleContext, verdict: QuotaVerdict): readonly Rejected[] {
  const { containers, workload } = context;
  const pods = workload.replicas ?? 1;
  const charged = verdict.exceeded.filter((name) => name !== 'pods' && name !== 'count/pods');
  if (charged.length === 0 || Object.keys(verdict.missing).length > 0) return [];
  const usage = readList(verdict.quotaUsage);
  return [
    {
      kind: 'exceeded',
      path: 'spec.initContainers',
      quota: verdict.name,
      sidecars: containers
        .filter(({ role }) => role === 'sidecar')
        .map(({ container }) => container.name ?? ''),
      pods,
      fitting: Math.min(verdict.podsThatFit ?? pods, pods),
      totals: charged.map(
        (name) =>
          `${name} ${printQuantity(multiply(usage.get(name) ?? ZERO, pods))} of ${leftOf(verdict, name)}`,
      ),
      alone: fitsWithoutSidecars(context, verdict),
    },
  ];
}

const leftOf = ({ hard, used }: QuotaVerdict, name: string): string =>
  used[name] === undefined || used[name] === '0'
    ? (hard[name] ?? '0')
    : `${hard[name]} (${used[name]} in use)`;

function fitsWithoutSidecars(
  { admitted, input, workload, release }: RuleContext,
  verdict: QuotaVerdict,
): boolean {
  const quota = input.policiesOf(workload.source.namespace).quotas.find(({ name }) => name === verdict.name);
  if (quota === undefined) return false;
  const { initContainers = [] } = admitted.spec;
  const spec = {
    ...admitted.spec,
    initContainers: initContainers.filter(({ restartPolicy }) => restartPolicy !== 'Always'),
  };
  const without = quotaVerdict(
    quota,
    { ...admitted, spec },
    workload.replicas,
    release.on,
    sumOptionsAt(release),
  );
  return without !== undefined && without.exceeded.length === 0;
}
