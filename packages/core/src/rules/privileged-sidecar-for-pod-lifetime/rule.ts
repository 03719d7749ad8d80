import type { Container } from '../../kubernetes/api-types.gen.ts';
import { defineRule, type Fact, type Rule } from '../rule.ts';
import { joined } from '../signs/words.ts';

interface Privileged extends Fact {
  readonly sidecar: string;
  /** `privileged`, or the capabilities that it adds. */
  readonly right: 'privileged' | readonly string[];
}

/** Capabilities that change the network or the node for more than the container itself. */
const STRONG: ReadonlySet<string> = new Set(['ALL', 'NET_ADMIN', 'SYS_ADMIN']);

/** What an init container may do for a second, a sidecar may do until the Pod ends. */
export const privilegedSidecarForPodLifetime: Rule = defineRule({
  meta: {
    id: 'privileged-sidecar-for-pod-lifetime',
    summary: 'A sidecar keeps strong rights for as long as the Pod runs',
    severity: 'warning',
    needs: 'SidecarContainers',
    source: 'actions/actions-runner-controller#3201, istio/istio#35894',
  },
  check: ({ containers }) =>
    containers.flatMap(({ container, role, path }): readonly Privileged[] => {
      const found = role === 'sidecar' ? rightOf(container) : undefined;
      if (found === undefined) return [];
      return [
        {
          path: `${path}.securityContext.${found === 'privileged' ? 'privileged' : 'capabilities.add'}`,
          sidecar: container.name ?? '',
          right: found,
        },
      ];
    }),
  advise: ({ sidecar, right }: Privileged) => ({
    message:
      right === 'privileged'
        ? `Sidecar "${sidecar}" is privileged for as long as the Pod runs: whoever gets into it owns the node`
        : `Sidecar "${sidecar}" keeps ${joined(right)} for as long as the Pod runs`,
    explanation:
      'What has to be set up with strong rights, such as network rules, can be done by an init container, whose rights end with it. A sidecar serves for the whole life of the Pod, and its rights are there for whoever breaks into it.',
    fix: {
      description: `Do the part that needs it in an init container before "${sidecar}", or use a variant of the image that does without`,
    },
  }),
});

function rightOf({ securityContext }: Container): Privileged['right'] | undefined {
  if (securityContext?.privileged === true) return 'privileged';
  const strong = (securityContext?.capabilities?.add ?? []).filter((name) => STRONG.has(name));
  return strong.length === 0 ? undefined : strong;
}
