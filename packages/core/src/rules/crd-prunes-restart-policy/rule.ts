import { pathSteps } from '../../workload/path-steps.ts';
import { customResourceSchema } from '../input/custom-resources.ts';
import { defineRule, type Fact, type Rule, type RuleContext } from '../rule.ts';
import { named } from '../signs/words.ts';
import { prunedAt } from './pruning.ts';

interface Pruned extends Fact {
  readonly crd: string;
  readonly kind: string;
  readonly sidecars: readonly string[];
  /** The field that goes: `restartPolicy`, or one around it. */
  readonly field: string;
}

/** What a schema does not know, the API server drops from a custom resource, or refuses if the client is strict. */
export const crdPrunesRestartPolicy: Rule = defineRule({
  meta: {
    id: 'crd-prunes-restart-policy',
    summary: 'The CustomResourceDefinition does not know restartPolicy of init containers',
    severity: 'error',
    needs: 'SidecarContainers',
    source:
      'kubeflow/spark-operator#2022, actions/actions-runner-controller#4144; k8s.io/apiextensions-apiserver/pkg/apiserver/schema/pruning',
  },
  check,
  advise: ({ crd, kind, sidecars, field }: Pruned) => ({
    message: `CustomResourceDefinition "${crd}" has no ${field}, so the API server drops it: ${named(sidecars)} of this ${kind} ${
      sidecars.length === 1 ? 'becomes an ordinary init container' : 'become ordinary init containers'
    }, and the app waits for ${sidecars.length === 1 ? 'its' : 'their'} end`,
    explanation:
      'An API server prunes fields that are not in the schema of a custom resource. kubectl asks it to refuse them instead ("unknown field"); other clients get no word. Helm does not upgrade CustomResourceDefinitions in crds/, so they are often older than their controller.',
    fix: {
      description: `Install the CustomResourceDefinition of a release that is built with Kubernetes 1.28 or later, or add restartPolicy: {type: string} to its schema`,
    },
  }),
});

function check(context: RuleContext): readonly Pruned[] {
  const { workload, containers } = context;
  if (workload.kind !== 'Custom') return [];
  const sidecars = containers.filter(({ role }) => role === 'sidecar');
  const found = sidecars.length === 0 ? undefined : customResourceSchema(context);
  if (found === undefined || found.object.source.apiVersion !== 'apiextensions.k8s.io/v1') return [];
  const lost = sidecars.flatMap(({ container, path }) => {
    const steps = pathSteps(`${workload.specPath}${path.slice('spec'.length)}.restartPolicy`);
    const at = prunedAt(found.schema, steps);
    return at === undefined ? [] : [{ container, path, field: fieldAt(steps, at) }];
  });
  const [first] = lost;
  if (first === undefined) return [];
  return [
    {
      path: `${first.path}.restartPolicy`,
      crd: found.object.source.name,
      kind: workload.source.kind,
      sidecars: lost.map(({ container }) => container.name ?? ''),
      field: first.field,
    },
  ];
}

/** `spec.template.spec.initContainers[].restartPolicy` */
const fieldAt = (steps: readonly (string | number)[], at: number): string =>
  steps
    .slice(0, at + 1)
    .map((step, index) => (typeof step === 'number' ? '[]' : index === 0 ? step : `.${step}`))
    .join('');
