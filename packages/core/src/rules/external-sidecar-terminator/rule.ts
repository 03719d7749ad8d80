import { isJsonObject, type Json, listAt, objectAt } from '../../json.ts';
import { groupOf } from '../input/rule-input.ts';
import {
  type Advice,
  defineObjectRule,
  defineRule,
  type Fact,
  type ObjectContext,
  type Rule,
  type RuleMeta,
} from '../rule.ts';
import { type FoundTerminator, terminatorsIn, terminatorsOf } from '../signs/terminators.ts';

type Terminated = Fact & FoundTerminator;

const meta: RuleMeta = {
  id: 'external-sidecar-terminator',
  summary: 'A controller or command outside the Pod ends its sidecars',
  severity: 'warning',
  needs: 'orderedSidecarTermination',
  source: 'L-026, L-122; openkruise/kruise#1366, argoproj/argo-workflows#10612, linkerd/linkerd2#8912',
};

const advise = ({ product, sign }: Terminated): Advice => ({
  message: `${product} has to end sidecars here (${sign}): native sidecars are stopped by the kubelet, gracefully and in order, when the app has ended`,
  explanation:
    'Something that ends sidecars from outside is one more thing to install, to allow and to wait for; it often needs a shell in the image and cuts connections. The kubelet stops sidecars in initContainers by itself after the last regular container.',
  fix: {
    description: `Move the sidecars to initContainers with restartPolicy: Always, and remove the ${sign}`,
  },
});

/** Of a Pod: its annotations, its environment variables, its images. */
const inPods = defineRule({ meta, check: terminatorsOf, advise });

/** Of a Workflow, which is no pod template but says what the metadata of its Pods will be. */
const inWorkflows = defineObjectRule({ meta, check: inWorkflow, advise });

export const externalSidecarTerminator: Rule = { ...inPods, objectFindings: inWorkflows.objectFindings };

function inWorkflow({ object }: ObjectContext): readonly Terminated[] {
  const { value, source } = object;
  if (groupOf(source.apiVersion) !== 'argoproj.io') return [];
  const specs: readonly (readonly [Json, string])[] = [
    [objectAt(value, 'spec'), 'spec'],
    [objectAt(value, 'spec', 'workflowSpec'), 'spec.workflowSpec'],
  ];
  return specs.flatMap(([spec, path]) => [
    ...terminatorsIn(objectAt(spec, 'podMetadata', 'annotations'), `${path}.podMetadata.annotations`),
    ...listAt(spec, 'templates').flatMap((template, index) =>
      isJsonObject(template)
        ? terminatorsIn(
            objectAt(template, 'metadata', 'annotations'),
            `${path}.templates[${index}].metadata.annotations`,
          )
        : [],
    ),
  ]);
}
