import { isSidecar } from '../../kubernetes/container-role.ts';
import { compare, subtract } from '../../quantity/arithmetic.ts';
import { printCanonical } from '../../quantity/print-quantity.ts';
import { ZERO } from '../../quantity/quantity.ts';
import { hasAmount, type ResourceAmounts, readList } from '../../quantity/resource-list.ts';
import type { Step } from '../../resources/pod-resources.ts';
import { requestWalk } from '../../resources/pod-sums.ts';
import { isScalarResource } from '../../resources/resource-names.ts';
import { defineRule, type Fact, type Rule, type RuleContext } from '../rule.ts';
import { amountsOf, joined, named } from '../signs/words.ts';

interface Dominating extends Fact {
  readonly container: string;
  readonly peaks: readonly PeakOf[];
  /** Sidecars that it could do without, and what the Pod requests less if it is listed before them. */
  readonly before?: { readonly sidecars: readonly string[]; readonly saves: ResourceAmounts };
}

/** The numbers behind one effective request. */
interface PeakOf {
  readonly resource: string;
  /** Of the sidecars that run already. */
  readonly sidecars: string;
  readonly own: string;
  readonly whole: string;
  readonly running: string;
  readonly excess: string;
}

/** R-004, R-136: the scheduler reserves the greatest need of the Pod's life, for all of it. */
export const initPeakDominates: Rule = defineRule({
  meta: {
    id: 'init-peak-dominates',
    summary: 'An init container, not the running Pod, sets what the Pod requests',
    severity: 'info',
    needs: 'SidecarContainers',
    source: 'R-004, R-080, R-136; kubernetes/website#57244',
  },
  check,
  advise: ({ container, peaks, before }: Dominating) => ({
    message: `Init container "${container}" sets what the Pod requests for all its life: ${peaks.map(printed).join('; ')}`,
    explanation:
      'The effective request is the greatest that any moment needs: each init container with the sidecars before it, or all sidecars and regular containers together. What a short init container needs above the running Pod stays reserved and charged to quotas until the Pod ends.',
    fix: {
      description: `Lower the requests of "${container}" by ${joined(peaks.map(({ resource, excess }) => `${resource} ${excess}`))}${
        before === undefined
          ? ''
          : `, or list it before ${named(before.sidecars)} if it does not need them: that saves ${amountsOf(before.saves, Object.keys(before.saves))}`
      }`,
    },
  }),
});

const printed = ({ resource, sidecars, own, whole, running }: PeakOf): string =>
  sidecars === '0'
    ? `${resource} ${whole}, while the running containers need ${running}`
    : `${resource} ${sidecars} of sidecars + ${own} = ${whole}, while the running containers need ${running}`;

function check(context: RuleContext): readonly Dominating[] {
  const { containers } = context;
  if (!containers.some(({ role }) => role === 'init') || !peaksBeforeRunning(context)) return [];
  const { peaks, steps } = context.resources.pod;
  const running = readList(steps.at(-1)?.requests);
  return containers.flatMap(({ container, role, path }): readonly Dominating[] => {
    const during = path.slice('spec.'.length);
    const dominated = Object.keys(peaks).filter(
      (resource) =>
        peaks[resource]?.during === during && hasAmount(running, resource) && !isScalarResource(resource),
    );
    if (role !== 'init' || dominated.length === 0) return [];
    const own = readList(container.resources?.requests);
    const moved = context.resources.notes?.find(
      (note) => note.kind === 'init-after-sidecar' && note.path === path,
    );
    return [
      {
        path: `${path}.resources.requests`,
        container: container.name ?? '',
        peaks: dominated.map((resource) => peakOf(resource, own.get(resource) ?? ZERO, steps, during)),
        ...(moved?.kind === 'init-after-sidecar' && { before: moved }),
      },
    ];
  });
}

/** Whether some init container needs more of a resource than the running Pod: most Pods are done with here. */
function peaksBeforeRunning({ admitted, release }: RuleContext): boolean {
  const { steps, run } = requestWalk(admitted, release.on);
  return steps.some(
    ({ container, use }) =>
      !isSidecar(container) && [...use].some(([name, amount]) => compare(amount, run.get(name) ?? ZERO) > 0),
  );
}

function peakOf(resource: string, own: typeof ZERO, steps: readonly Step[], during: string): PeakOf {
  const at = (moment: string) =>
    readList(steps.find((step) => step.during === moment)?.requests).get(resource) ?? ZERO;
  const [whole, running] = [at(during), at('running')];
  return {
    resource,
    sidecars: printCanonical(subtract(whole, own)),
    own: printCanonical(own),
    whole: printCanonical(whole),
    running: printCanonical(running),
    excess: printCanonical(subtract(whole, running)),
  };
}
