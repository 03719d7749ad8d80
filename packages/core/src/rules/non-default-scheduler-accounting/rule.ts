import { hasAmount, readList } from '../../quantity/resource-list.ts';
import { MISCOUNTING_SCHEDULERS, type MiscountingScheduler } from '../known/schedulers.ts';
import { defineRule, type Fact, type Rule, type RuleContext } from '../rule.ts';
import { isBefore } from '../signs/version.ts';
import { joined } from '../signs/words.ts';

interface Miscounted extends Fact {
  readonly sidecar: string;
  readonly devices: readonly string[];
  readonly scheduler: MiscountingScheduler;
  /** The release in the cluster, where somebody told it. */
  readonly version: string | undefined;
}

/** Kubernetes' own scheduler counts sidecars right; others keep books of their own. */
export const nonDefaultSchedulerAccounting: Rule = defineRule({
  meta: {
    id: 'non-default-scheduler-accounting',
    summary: 'The scheduler of the Pod counts devices of sidecars wrong',
    severity: 'info',
    needs: 'SidecarContainers',
    source: 'R-119; volcano-sh/volcano#3513, volcano-sh/volcano#5829, Project-HAMi/HAMi#2563',
  },
  check,
  advise: ({ sidecar, devices, scheduler, version }: Miscounted) => ({
    message: `${scheduler.product}${versionText(scheduler, version)} counts ${joined(devices)} of sidecar "${sidecar}" ${scheduler.counts}: it may put more on a node than the node has`,
    explanation: `A sidecar keeps its devices for as long as the Pod runs, beside those of the regular containers. See ${scheduler.source}.`,
    fix: {
      description:
        scheduler.fixedIn === undefined
          ? `Drop ${joined(devices)} from "${sidecar}", or leave this Pod to the default scheduler`
          : `Run ${scheduler.product} ${scheduler.fixedIn} or later`,
    },
  }),
});

const versionText = ({ fixedIn }: MiscountingScheduler, version: string | undefined): string =>
  version === undefined ? (fixedIn === undefined ? '' : ` before ${fixedIn}`) : ` ${version}`;

function check({ pod, containers, settings }: RuleContext): readonly Miscounted[] {
  const candidates = MISCOUNTING_SCHEDULERS.filter(
    ({ names, product, fixedIn }) =>
      names.includes(pod.spec.schedulerName ?? '') && !isFixed(fixedIn, settings.products[product]),
  );
  return containers.flatMap(({ container, role, path }): readonly Miscounted[] => {
    if (role !== 'sidecar') return [];
    const requests = readList(container.resources?.requests);
    const devicesOf = ({ devices }: MiscountingScheduler) =>
      [...requests.keys()].filter((name) => devices.test(name) && hasAmount(requests, name));
    const scheduler = candidates.find((one) => devicesOf(one).length > 0);
    if (scheduler === undefined) return [];
    return [
      {
        path: `${path}.resources`,
        sidecar: container.name ?? '',
        devices: devicesOf(scheduler),
        scheduler,
        version: settings.products[scheduler.product],
      },
    ];
  });
}

const isFixed = (fixedIn: string | undefined, version: string | undefined): boolean =>
  fixedIn !== undefined && version !== undefined && !isBefore(version, fixedIn);
