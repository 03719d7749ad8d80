import type { Fix } from '../../finding.ts';
import type { RoleContainer } from '../../workload/container-role.ts';
import { waitIn } from '../known/wait-wrappers.ts';
import { defineRule, type Fact, type Rule, type RuleContext } from '../rule.ts';
import { helperOf } from '../signs/helper.ts';
import { hooksOf } from '../signs/hooks.ts';
import { toSidecar } from '../signs/migration.ts';
import { runToCompletion } from '../signs/run-to-completion.ts';
import { scriptsOf } from '../signs/scripts.ts';
import { sleepSeconds } from '../signs/sleep-seconds.ts';

interface Unordered extends Fact {
  readonly container: string;
  readonly app: string;
  /** Something in the manifest that makes up for the missing order. */
  readonly hack: string | undefined;
  readonly fix: Fix;
}

/** L-001, L-016, L-122: regular containers start without waiting for each other, and are all told to stop at once. */
export const legacySidecarInServiceWorkload: Rule = defineRule({
  meta: {
    id: 'legacy-sidecar-in-service-workload',
    summary: 'A helper starts and stops together with the app that needs it',
    severity: 'warning',
    needs: 'orderedSidecarTermination',
    source: 'L-016, L-120, L-122; istio/istio#11130, istio/istio#36631, fluent/fluent-bit#6400',
  },
  check,
  advise: ({ container, app, hack, fix }: Unordered) => ({
    message: `"${container}" and "${app}" start together and get SIGTERM at the same moment${
      hack === undefined ? '' : `, for which ${hack} makes up`
    }: as a native sidecar "${container}" starts before "${app}" and stops after it`,
    explanation:
      'Before: all regular containers start one right after the other, and SIGTERM goes to all at once, so first requests and last logs get lost. After: initContainers are started in order, each startupProbe is waited for, and sidecars are stopped in reverse order when the regular containers have ended.',
    fix,
  }),
});

function check(context: RuleContext): readonly Unordered[] {
  const regular = context.containers.filter(({ role }) => role === 'regular');
  const serves = runToCompletion(context.workload) === undefined;
  const helpers = serves ? regular.filter(({ container }) => helperOf(container) !== undefined) : [];
  const app = regular.find((entry) => !helpers.includes(entry));
  if (app === undefined) return [];
  return helpers.map((entry) => {
    const hack = hackOf(context, entry);
    return {
      path: entry.path,
      severity: hack === undefined ? 'info' : 'warning',
      container: entry.container.name ?? '',
      app: app.container.name ?? '',
      hack,
      fix: toSidecar(context, entry, false),
    };
  });
}

/** A wait for the helper in an app, or a sleep of the helper before it stops. */
function hackOf(context: RuleContext, helper: RoleContainer): string | undefined {
  const sleeps = hooksOf(helper.container).some(
    ({ when, handler }) => when === 'preStop' && sleepSeconds(handler) !== undefined,
  );
  if (sleeps) return 'its preStop sleep';
  const wait = context.containers
    .flatMap((entry) => scriptsOf(context, entry))
    .find(({ text }) => waitIn(text));
  return wait?.place.replace(/,$/, '');
}
