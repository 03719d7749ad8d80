import type { Edit } from '../../finding.ts';
import { productOf } from '../known/products.ts';
import { defineRule, type Fact, type Rule, type RuleContext } from '../rule.ts';
import { type EnvoyDrain, envoyDrainIn } from '../signs/envoy-drain.ts';
import { preStopRemoval } from '../signs/hooks.ts';

interface DrainsOnDelete extends Fact {
  readonly proxy: string;
  readonly drain: EnvoyDrain;
  readonly graceSeconds: number;
  readonly removal: Edit;
}

/** L-121: the hook of a sidecar runs when the Pod is deleted, not when the app is gone. */
export const meshDrainOnDelete: Rule = defineRule({
  meta: {
    id: 'mesh-drain-on-delete',
    summary: 'The proxy of a mesh drains from the moment its Pod is deleted',
    severity: 'warning',
    needs: 'orderedSidecarTermination',
    source: 'L-121; istio/istio#60649, istio/istio#51855, istio/istio#47226',
  },
  check,
  advise: ({ proxy, drain, graceSeconds, removal }: DrainsOnDelete) => ({
    message: `As soon as the Pod is deleted, "${proxy}" ${WHAT[drain]}, while the app runs on for up to ${graceSeconds} s`,
    explanation: WHY[drain],
    fix: {
      description: `Delete the preStop hook of "${proxy}": SIGTERM comes when the app has ended`,
      edits: [removal],
    },
  }),
});

const WHAT: Readonly<Record<EnvoyDrain, string>> = {
  agent: 'starts to drain',
  inbound: 'starts to drain',
  graceful: 'starts to drain, and closes its listeners after its drain time',
  atOnce: 'closes its listeners',
};

const CLOSES_CONNECTIONS =
  "Inbound connections are asked to close, and new ones are taken until the proxy is stopped. Answers to the app's own calls get connection: close, too (istio/istio#51855), so that its connection pools are of no use meanwhile.";

const WHY: Readonly<Record<EnvoyDrain, string>> = {
  agent: `This is the hook that Istio injects. ${CLOSES_CONNECTIONS}`,
  inbound: CLOSES_CONNECTIONS,
  graceful:
    'drain_listeners closes outbound listeners, too, unless it says inboundonly, and at the end of the drain time unless it says skip_exit: calls of an app that still works fail then.',
  atOnce:
    'drain_listeners without graceful closes the listeners at once: the app cannot call anybody any more, and requests that still come in are refused.',
};

function check({ containers, pod }: RuleContext): readonly DrainsOnDelete[] {
  const { terminationGracePeriodSeconds: graceSeconds = 30 } = pod.spec;
  return containers.flatMap((entry) => {
    const { container, role, path } = entry;
    const hook = container.lifecycle?.preStop;
    const drain = role === 'sidecar' && hook ? envoyDrainIn(hook) : undefined;
    if (drain === undefined || productOf(container)?.purpose !== 'mesh-proxy') return [];
    return [
      {
        path: `${path}.lifecycle.preStop`,
        severity: drain === 'agent' || drain === 'inbound' ? 'info' : 'warning',
        proxy: container.name ?? '',
        drain,
        graceSeconds,
        removal: preStopRemoval(entry),
      },
    ];
  });
}
