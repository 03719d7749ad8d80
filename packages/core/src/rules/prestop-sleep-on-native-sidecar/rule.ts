import type { Edit } from '../../finding.ts';
import type { Container } from '../../kubernetes/api-types.gen.ts';
import { plannedStop } from '../../lifecycle/budget/planned-stop.ts';
import type { RoleContainer } from '../../workload/container-role.ts';
import { servicesOf } from '../input/services.ts';
import { productOf } from '../known/products.ts';
import { defineRule, type Fact, type Rule, type RuleContext } from '../rule.ts';
import { preStopRemoval } from '../signs/hooks.ts';
import { targetIn } from '../signs/service-targets.ts';
import { onlySleeps, sleepSeconds } from '../signs/sleep-seconds.ts';
import { byContainer, stopTimesOf } from '../signs/stop-times.ts';

interface Sleeps extends Fact {
  readonly sidecar: string;
  readonly seconds: number;
  readonly withSeconds: number;
  readonly withoutSeconds: number;
  readonly removal: Edit;
  /** It takes the traffic of the Pod, so somebody may have meant it to. */
  readonly isEntrance: boolean;
}

/** L-122: a sidecar is signalled after the regular containers, whatever its hook does. */
export const prestopSleepOnNativeSidecar: Rule = defineRule({
  meta: {
    id: 'prestop-sleep-on-native-sidecar',
    summary: 'The preStop hook of a sidecar only sleeps',
    severity: 'info',
    needs: 'orderedSidecarTermination',
    source: 'L-121, L-122; hashicorp/consul-k8s#650, istio/istio#19564',
  },
  check,
  advise: ({ sidecar, seconds, withSeconds, withoutSeconds, removal, isEntrance }: Sleeps) => ({
    message: `Sidecar "${sidecar}" sleeps ${seconds} s in preStop to outlive the app, which sidecars do anyway${
      withSeconds > withoutSeconds
        ? `: each stop takes ${withSeconds} s at least, without it ${withoutSeconds} s`
        : ''
    }`,
    explanation:
      'Sidecars get SIGTERM after the regular containers have ended, in the reverse of their order. The hook runs from the moment of deletion and only uses up the grace period.',
    fix: {
      description: isEntrance
        ? `Delete the preStop hook of "${sidecar}", and let the app sleep if load balancers need the time`
        : `Delete the preStop hook of "${sidecar}"`,
      edits: [removal],
      ...(!isEntrance && { mechanical: true }),
    },
  }),
});

function check(context: RuleContext): readonly Sleeps[] {
  return context.containers.flatMap((entry) => {
    const { container, role, path } = entry;
    const hook = container.lifecycle?.preStop;
    if (role !== 'sidecar' || hook === undefined || !onlySleeps(hook)) return [];
    const seconds = sleepSeconds(hook) ?? 0;
    const [withSeconds, withoutSeconds] = stopWithAndWithout(context, container);
    return [
      {
        path: `${path}.lifecycle.preStop`,
        sidecar: container.name ?? '',
        seconds,
        withSeconds,
        withoutSeconds,
        removal: preStopRemoval(entry),
        isEntrance: isEntrance(context, entry),
      },
    ];
  });
}

function isEntrance(context: RuleContext, entry: RoleContainer): boolean {
  const { containers, release } = context;
  return (
    productOf(entry.container)?.purpose === 'ingress-proxy' ||
    servicesOf(context).some((service) => targetIn(service, entry, containers, release) !== undefined)
  );
}

/** Seconds that the Pod takes to stop, as far as they are known, with the hook and without it. */
function stopWithAndWithout(context: RuleContext, sidecar: Container): readonly [number, number] {
  const { pod, release } = context;
  const times = byContainer(stopTimesOf(context));
  const { lifecycle: _, ...bare } = sidecar;
  const initContainers = (pod.spec.initContainers ?? []).map((one) => (one === sidecar ? bare : one));
  return [
    plannedStop(pod.spec, release, times).seconds,
    plannedStop({ ...pod.spec, initContainers }, release, times).seconds,
  ];
}
