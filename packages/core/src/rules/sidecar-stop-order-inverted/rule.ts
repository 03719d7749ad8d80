import { defineRule, type Fact, type Rule, type RuleContext } from '../rule.ts';
import { loopbackPort } from '../signs/loopback.ts';

interface Inverted extends Fact {
  readonly user: string;
  readonly server: string;
  readonly what: string;
  readonly stopOrder: readonly string[];
  readonly from: number;
  readonly to: number;
}

/** L-122: sidecars stop in the reverse order of initContainers. */
export const sidecarStopOrderInverted: Rule = defineRule({
  meta: {
    id: 'sidecar-stop-order-inverted',
    summary: 'A sidecar stops before another one that still needs it',
    severity: 'warning',
    needs: 'orderedSidecarTermination',
    source: 'L-001, L-122; GoogleCloudPlatform/gcs-fuse-csi-driver#23, kubernetes/kubernetes#140133',
  },
  check,
  advise: ({ user, server, what, stopOrder, from, to }: Inverted) => ({
    message: `Sidecar "${user}" uses ${what} of "${server}", which starts after it and stops before it (stop order: ${stopOrder.join(' → ')})`,
    explanation:
      'Sidecars start in the order of initContainers and stop in reverse, after the regular containers. A sidecar that others use comes before them.',
    fix: {
      description: `Move "${server}" before "${user}"`,
      edits: [{ op: 'move', path: `spec.initContainers[${from}]`, to: 'spec.initContainers', index: to }],
    },
  }),
});

function check({ containers }: RuleContext): readonly Inverted[] {
  const sidecars = containers.flatMap(({ container, role, path }, index) =>
    role === 'sidecar' ? [{ container, path, index }] : [],
  );
  const stopOrder = sidecars.map(({ container }) => container.name ?? '').toReversed();
  return sidecars.flatMap((user, position) =>
    sidecars.slice(position + 1).flatMap((server): readonly Inverted[] => {
      const what = loopbackPort(user.container, server.container);
      if (what === undefined) return [];
      return [
        {
          path: user.path,
          user: user.container.name ?? '',
          server: server.container.name ?? '',
          what,
          stopOrder,
          from: server.index,
          to: user.index,
        },
      ];
    }),
  );
}
