import { compare } from '../../quantity/arithmetic.ts';
import { printQuantity } from '../../quantity/print-quantity.ts';
import { isZero, type Quantity, ZERO } from '../../quantity/quantity.ts';
import { readList } from '../../quantity/resource-list.ts';
import { isExtendedResource, isHugepages } from '../../resources/resource-names.ts';
import type { RoleContainer } from '../../workload/container-role.ts';
import { defineRule, type Fact, type Rule, type RuleContext } from '../rule.ts';

interface Held extends Fact {
  readonly container: string;
  readonly role: 'init' | 'sidecar';
  readonly device: string;
  readonly amount: string;
  /** What the Pod takes in all. */
  readonly whole: string;
  /** What the running Pod needs. */
  readonly running: string;
  /** The node's managers give a sidecar's devices to the next container while it uses them. */
  readonly handedOn: boolean;
}

/** what a sidecar holds, it holds until the Pod ends; nothing of it is handed on. */
export const deviceRequestedBySidecar: Rule = defineRule({
  meta: {
    id: 'device-requested-by-sidecar',
    summary: 'A sidecar holds a device or huge pages for the whole life of the Pod',
    severity: 'warning',
    needs: 'SidecarContainers',
    source: 'R-041, R-102; kubernetes/kubernetes#119442, volcano-sh/volcano#3513, Project-HAMi/HAMi#1773',
  },
  check,
  advise: (fact: Held) => ({
    message: messageOf(fact),
    explanation:
      'The devices of an init container are handed on to the containers after it. Those of a sidecar are not: they come on top of what the regular containers request, for as long as the Pod runs.',
    fix: {
      description:
        fact.role === 'sidecar'
          ? `Drop ${fact.device} from "${fact.container}", or move what needs it into a regular or an init container`
          : `Lower ${fact.device} of "${fact.container}" to the ${fact.running} that the running Pod needs`,
    },
  }),
});

function messageOf({ container, role, device, amount, whole, running, handedOn }: Held): string {
  if (role === 'init') {
    return `Init container "${container}" needs ${amount} ${device}, so the Pod holds ${whole} for its whole life; while running it needs ${running}`;
  }
  return handedOn
    ? `Sidecar "${container}" requests ${amount} ${device}, and the kubelet of this release hands it on to the next container while the sidecar uses it`
    : `Sidecar "${container}" holds ${amount} ${device} for the whole life of the Pod, which takes ${whole} in all`;
}

function check(context: RuleContext): readonly Held[] {
  const { containers, release } = context;
  const isConcerned = (entry: RoleContainer) => entry.role !== 'regular' && devicesOf(entry).length > 0;
  if (!containers.some(({ role }) => role === 'sidecar') || !containers.some(isConcerned)) return [];
  const { requests, steps } = context.resources.pod;
  const whole = readList(requests);
  const running = readList(steps.at(-1)?.requests);
  return containers.flatMap((entry): readonly Held[] => {
    const { container, role, path } = entry;
    if (role === 'regular') return [];
    return devicesOf(entry)
      .filter(([device, amount]) => role === 'sidecar' || compare(amount, running.get(device) ?? ZERO) > 0)
      .map(([device, amount]) => ({
        path: `${path}.resources`,
        container: container.name ?? '',
        role,
        device,
        amount: printQuantity(amount),
        whole: printQuantity(whole.get(device) ?? ZERO),
        running: printQuantity(running.get(device) ?? ZERO),
        handedOn: !release.on.managersKeepSidecars,
      }));
  });
}

const devicesOf = ({ container }: RoleContainer): readonly (readonly [string, Quantity])[] =>
  [...readList(container.resources?.requests)].filter(
    ([name, amount]) => !isZero(amount) && (isExtendedResource(name) || isHugepages(name)),
  );
