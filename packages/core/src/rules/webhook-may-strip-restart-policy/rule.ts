import { type StrippingRelease, strippingImage, strippingProducts } from '../known/webhooks.ts';
import { defineRule, type Fact, type Rule, type RuleContext } from '../rule.ts';
import { joined, named } from '../signs/words.ts';

type Stripped = Fact &
  (
    | { readonly kind: 'webhook'; readonly release: StrippingRelease }
    | {
        readonly kind: 'pod';
        readonly releases: readonly StrippingRelease[];
        readonly sidecars: readonly string[];
      }
  );

/** A field that a library does not know gets lost when it decodes a Pod and encodes it again. */
export const webhookMayStripRestartPolicy: Rule = defineRule({
  meta: {
    id: 'webhook-may-strip-restart-policy',
    summary: 'A mutating webhook is known to drop restartPolicy of init containers',
    severity: 'warning',
    needs: 'SidecarContainers',
    source:
      'aws/amazon-eks-pod-identity-webhook#208, Azure/azure-workload-identity#1312, kubernetes/kops#16802',
  },
  check,
  advise: (fact: Stripped) => ({
    message:
      fact.kind === 'webhook'
        ? `${nameOf(fact.release)} drops restartPolicy of init containers from ${fact.release.webhook.changes}: their sidecars become ordinary init containers`
        : `${joined(fact.releases.map(nameOf))} may drop restartPolicy of ${named(fact.sidecars)}: it does so for ${joined(
            fact.releases.map(({ webhook }) => webhook.changes),
          )}`,
    explanation:
      'The webhook is built with an API library from before 1.28. If the sidecar has probes, the API server then refuses the Pod ("may not be set for init containers without restartPolicy=Always"); if not, the app waits for the sidecar to end. To see it: kubectl apply --dry-run=server -o yaml of a Pod, and look for restartPolicy.',
    fix: { description: fixOf(fact.kind === 'webhook' ? [fact.release] : fact.releases) },
  }),
});

const nameOf = ({ webhook, version }: StrippingRelease): string => `${webhook.product} ${version}`;

const fixOf = (releases: readonly StrippingRelease[]): string =>
  `Upgrade ${joined(
    releases.map(({ webhook: { product, good } }) =>
      good === undefined
        ? `${product} to a release that is built with Kubernetes 1.28 or later`
        : `${product} to ${good} or later`,
    ),
  )}`;

function check({ containers, settings }: RuleContext): readonly Stripped[] {
  const own = containers.flatMap(({ container, path }): readonly Stripped[] => {
    const release = strippingImage(container);
    return release === undefined ? [] : [{ kind: 'webhook', path: `${path}.image`, release }];
  });
  const sidecars = containers.filter(({ role }) => role === 'sidecar');
  const [first] = sidecars;
  const releases = strippingProducts(settings.products);
  if (first === undefined || releases.length === 0) return own;
  const names = sidecars.map(({ container }) => container.name ?? '');
  return [...own, { kind: 'pod', path: `${first.path}.restartPolicy`, releases, sidecars: names }];
}
