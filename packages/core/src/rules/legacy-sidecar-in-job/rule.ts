import type { Fix } from '../../finding.ts';
import type { Container } from '../../kubernetes/api-types.gen.ts';
import type { RoleContainer } from '../../workload/container-role.ts';
import {
  defineObjectRule,
  defineRule,
  type Fact,
  type Rule,
  type RuleContext,
  type RuleMeta,
} from '../rule.ts';
import { endedOtherwise } from '../signs/ended-otherwise.ts';
import { type Helper, helperOf } from '../signs/helper.ts';
import { toSidecar } from '../signs/migration.ts';
import { type RunToCompletion, runToCompletion } from '../signs/run-to-completion.ts';
import { consequenceOf } from './consequence.ts';
import { sparkSidecars } from './spark.ts';

export interface Legacy extends Fact {
  readonly container: string;
  readonly helper: Helper;
  readonly waits: RunToCompletion;
  /** Something that ends it, so that the work does get done. */
  readonly endedBy: string | undefined;
  /** What follows for a CronJob or a release. */
  readonly consequence: string;
  readonly fix: Fix;
}

const meta: RuleMeta = {
  id: 'legacy-sidecar-in-job',
  summary: 'A helper beside the work keeps a Pod running that should end',
  severity: 'error',
  needs: 'SidecarContainers',
  source:
    'L-026, L-210; kubernetes/kubernetes#25908, istio/istio#6324, linkerd/linkerd2#1869, GoogleCloudPlatform/cloud-sql-proxy#262',
};

const advise = ({ container, helper, waits, endedBy, consequence, fix }: Legacy) => ({
  message: `${capital(waits.waiter)} will not complete while "${container}" runs${why(helper, endedBy)}${consequence}`,
  explanation:
    'A Pod has ended when all of its regular containers have, and one that serves does not end by itself. A native sidecar does not count: the kubelet stops it when the last regular container has ended.',
  fix,
});

const inPods = defineRule({ meta, check, advise });
const inSparkApplications = defineObjectRule({ meta, check: sparkSidecars, advise });

/** L-026: the Pod ends when its regular containers have ended; sidecars are stopped then. */
export const legacySidecarInJob: Rule = { ...inPods, objectFindings: inSparkApplications.objectFindings };

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

function why({ product, doubt }: Helper, endedBy: string | undefined): string {
  if (endedBy !== undefined) return ` (here ${endedBy})`;
  if (doubt === undefined) return '';
  return doubt === 'name' ? `, if it is what it is named after (${product.id})` : ', unless its script ends';
}

function check(context: RuleContext): readonly Legacy[] {
  const waits = runToCompletion(context.workload);
  const regular = context.containers.filter(({ role }) => role === 'regular');
  const helpers = waits === undefined ? [] : regular.flatMap(withHelper);
  if (waits === undefined || helpers.length === 0 || helpers.length === regular.length) return [];
  const endedBy = endedOtherwise(context);
  return helpers.map(({ entry, helper }) => {
    const isSure = helper.doubt === undefined && waits.isCertain && endedBy === undefined;
    return {
      path: entry.path,
      severity: isSure ? 'error' : 'warning',
      container: entry.container.name ?? '',
      helper,
      waits,
      endedBy,
      consequence: consequenceOf(context),
      fix: toSidecar(context, entry, isSure && context.workload.kind !== 'Custom'),
    };
  });
}

/** One that is restarted for ever by its own policy is somebody else's finding. */
function withHelper(
  entry: RoleContainer,
): readonly { readonly entry: RoleContainer; readonly helper: Helper }[] {
  const { container }: { readonly container: Container } = entry;
  const helper = container.restartPolicy === 'Always' ? undefined : helperOf(container);
  return helper === undefined ? [] : [{ entry, helper }];
}
