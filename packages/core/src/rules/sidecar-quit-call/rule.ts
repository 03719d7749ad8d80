import type { RoleContainer } from '../../workload/container-role.ts';
import { productOf } from '../known/products.ts';
import { type QuitCall, quitCallIn } from '../known/quit-calls.ts';
import { defineRule, type Fact, type Rule, type RuleContext } from '../rule.ts';
import { scriptsOf } from '../signs/scripts.ts';

interface Call extends Fact {
  readonly place: string;
  readonly call: string;
  readonly product: string;
  /** The container that it ends, where this Pod has it. */
  readonly ended: { readonly name: string; readonly isSidecar: boolean } | undefined;
}

/** L-011, L-026: a sidecar that exits is restarted; the kubelet stops it when the app has ended. */
export const sidecarQuitCall: Rule = defineRule({
  meta: {
    id: 'sidecar-quit-call',
    summary: 'A command ends the proxy beside it by a call',
    severity: 'warning',
    needs: 'SidecarContainers',
    source: 'L-011, L-026; istio/istio#11045, dapr/dapr#5006, dapr/docs#2972',
  },
  check: (context: RuleContext) => context.containers.flatMap((entry) => callsIn(context, entry)),
  advise: ({ place, call, product, ended }: Call) => ({
    message: `${capital(place)} ends ${endedName(product, ended)} by ${call}: ${consequence(ended)}`,
    explanation:
      'The call was the way to let a Job complete while the proxy was a regular container. A native sidecar that exits is restarted, with back-off, until the app has ended; then the kubelet stops it.',
    fix: {
      description:
        ended?.isSidecar === true
          ? `Delete the call of ${call}`
          : `Run the proxy as a native sidecar, and delete the call of ${call}`,
    },
  }),
});

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

const endedName = (product: string, ended: Call['ended']): string =>
  ended === undefined ? product : `${ended.isSidecar ? 'sidecar ' : ''}"${ended.name}"`;

const consequence = (ended: Call['ended']): string =>
  ended?.isSidecar === true
    ? 'the kubelet restarts it, and would have stopped it by itself after the app'
    : 'a native sidecar needs no such call, and is restarted after it';

/** A preStop hook of the sidecar itself is another fault. */
function callsIn(context: RuleContext, entry: RoleContainer): readonly Call[] {
  return scriptsOf(context, entry).flatMap(({ from, path, on, place, text }): readonly Call[] => {
    const found = quitCallIn(text);
    if (found === undefined) return [];
    const target = targetOf(context, found.call);
    if (from === 'preStop' && target === entry) return [];
    const ended = target && { name: target.container.name ?? '', isSidecar: target.role === 'sidecar' };
    return [{ path, ...(on && { on }), place, call: found.text.trim(), product: found.call.product, ended }];
  });
}

/** Envoy's endpoint is that of the proxies made of it as well. */
function targetOf({ containers }: RuleContext, { product }: QuitCall): RoleContainer | undefined {
  const isMeant = ({ container }: RoleContainer): boolean => {
    const found = productOf(container);
    return found?.id === product || (product === 'envoy' && found !== undefined && QUITS.has(found.id));
  };
  return containers.filter(({ role }) => role !== 'init').find(isMeant);
}

/** Products with `/quitquitquit`. */
const QUITS: ReadonlySet<string> = new Set([
  'istio-proxy',
  'kuma-sidecar',
  'cloud-sql-proxy',
  'alloydb-auth-proxy',
]);
