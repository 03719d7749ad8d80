import type { Probe } from '../../kubernetes/api-types.gen.ts';
import { knownLivenessProbe } from '../known/liveness.ts';
import { defineRule, type Fact, type Rule } from '../rule.ts';
import { handlerOf } from '../signs/probes.ts';

interface Unwatched extends Fact {
  readonly sidecar: string;
  readonly probe: Probe;
}

/** L-090: a livenessProbe restarts the sidecar alone, whatever the Pod's restartPolicy. */
export const proxyWithoutLiveness: Rule = defineRule({
  meta: {
    id: 'proxy-without-liveness',
    summary: 'A proxy has no livenessProbe, although it can be asked',
    severity: 'info',
    needs: 'SidecarContainers',
    source: 'L-090; istio/istio#50550',
  },
  check: ({ containers }) =>
    containers.flatMap(({ container, role, path }): readonly Unwatched[] => {
      const probe = knownLivenessProbe(container);
      if (role !== 'sidecar' || container.livenessProbe !== undefined || probe === undefined) return [];
      return [{ path, sidecar: container.name ?? '', probe }];
    }),
  advise: ({ sidecar, probe, path }: Unwatched) => ({
    message: `Sidecar "${sidecar}" has no livenessProbe: if it hangs, nobody restarts it, although it answers ${probe.httpGet?.path ?? ''} on port ${probe.httpGet?.port ?? ''}`,
    explanation:
      'A livenessProbe of a sidecar restarts the sidecar alone and leaves the app running. Without one a hung proxy stays until somebody deletes the Pod.',
    fix: {
      description: `Add a livenessProbe to "${sidecar}" that asks ${probe.httpGet?.path ?? ''} every ${probe.periodSeconds ?? 10} s`,
      edits: [
        {
          op: 'set',
          path: `${path}.livenessProbe`,
          value: {
            ...handlerOf(probe),
            periodSeconds: probe.periodSeconds ?? 10,
            failureThreshold: probe.failureThreshold ?? 3,
          },
        },
      ],
    },
  }),
});
