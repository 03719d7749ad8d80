import type { RoleContainer } from '../../workload/container-role.ts';
import { meshOfProxy } from '../known/meshes.ts';
import { productOf } from '../known/products.ts';
import { waitIn } from '../known/wait-wrappers.ts';
import { defineRule, type Fact, type Rule, type RuleContext } from '../rule.ts';
import { scriptsOf } from '../signs/scripts.ts';

interface Wrapped extends Fact {
  readonly place: string;
  readonly how: string;
  readonly what: string;
  readonly ends: boolean;
  /** The proxy that is waited for, where it is a sidecar of this Pod already. */
  readonly proxy: { readonly name: string; readonly hasProbe: boolean } | undefined;
}

/** L-003: the kubelet holds containers back until a sidecar's startupProbe has succeeded. */
export const waitWrapperHack: Rule = defineRule({
  meta: {
    id: 'wait-wrapper-hack',
    summary: 'A command waits for the proxy beside it before it starts the program',
    severity: 'warning',
    needs: 'SidecarContainers',
    source: 'L-003; istio/istio#11130, linkerd/linkerd2#2704, Panfactum/stack#164',
  },
  check,
  advise: ({ place, how, what, ends, proxy }: Wrapped) => ({
    message: `${capital(place)} waits for its proxy ${how}${ends ? ', and ends it afterwards' : ''}: ${reason(proxy)}`,
    explanation:
      'A native sidecar holds the containers after it back until its startupProbe has succeeded, and is stopped by the kubelet after them. A wrapper needs its program in the image, and waits in that one container only.',
    fix: {
      description:
        proxy === undefined
          ? `Run the proxy as a native sidecar with a startupProbe, then remove ${what}`
          : `Remove ${what}${proxy.hasProbe ? '' : `, and give "${proxy.name}" a startupProbe`}`,
    },
  }),
});

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

function reason(proxy: Wrapped['proxy']): string {
  if (proxy === undefined) return 'the startupProbe of a native sidecar does that';
  return proxy.hasProbe
    ? `sidecar "${proxy.name}" has a startupProbe, so it is ready before this starts`
    : `a startupProbe of sidecar "${proxy.name}" does that`;
}

function check(context: RuleContext): readonly Wrapped[] {
  const sidecar = context.containers.find(
    ({ container, role }) => role === 'sidecar' && isProxy(container),
  )?.container;
  const proxy = sidecar && { name: sidecar.name ?? '', hasProbe: sidecar.startupProbe !== undefined };
  return context.containers
    .filter(({ container }) => !isProxy(container))
    .flatMap((entry) => wrapped(context, entry, proxy));
}

const isProxy = (container: RoleContainer['container']): boolean =>
  meshOfProxy(container) !== undefined ||
  productOf(container)?.id === 'envoy' ||
  productOf(container)?.id === 'daprd';

const wrapped = (context: RuleContext, entry: RoleContainer, proxy: Wrapped['proxy']): readonly Wrapped[] =>
  scriptsOf(context, entry)
    .filter(({ from }) => from !== 'preStop')
    .flatMap(({ path, on, place, text }) => {
      const wait = waitIn(text);
      return wait === undefined ? [] : [{ path, ...(on && { on }), place, ...wait, proxy }];
    });
