import { isJsonObject, type Json, listAt, objectAt } from '../../json.ts';
import type { RoleContainer } from '../../workload/container-role.ts';
import { groupOf } from '../input/rule-input.ts';
import { SIDECAR_TERMINATORS } from '../known/sidecar-terminators.ts';
import {
  type Advice,
  defineObjectRule,
  defineRule,
  type Fact,
  type ObjectContext,
  type Rule,
  type RuleContext,
  type RuleMeta,
} from '../rule.ts';
import { repositoryOf } from '../signs/image.ts';

interface Terminated extends Fact {
  readonly product: string;
  /** `annotation lemonade.com/sidecars`. */
  readonly sign: string;
}

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
const inPods = defineRule({ meta, check: inPod, advise });

/** Of a Workflow, which is no pod template but says what the metadata of its Pods will be. */
const inWorkflows = defineObjectRule({ meta, check: inWorkflow, advise });

export const externalSidecarTerminator: Rule = { ...inPods, objectFindings: inWorkflows.objectFindings };

function inPod({ pod, containers }: RuleContext): readonly Terminated[] {
  return [
    ...annotated(pod.metadata.annotations ?? {}, 'metadata.annotations'),
    ...containers.flatMap(ofContainer),
  ];
}

const signed = (sign: 'annotation' | 'environment' | 'image'): typeof SIDECAR_TERMINATORS =>
  SIDECAR_TERMINATORS.filter((terminator) => terminator.sign === sign);

const annotated = (annotations: Readonly<Record<string, unknown>>, path: string): readonly Terminated[] =>
  Object.keys(annotations).flatMap((key) =>
    signed('annotation')
      .filter(({ name }) => (name.endsWith('-') ? key.startsWith(name) : key === name))
      .map(({ product }) => ({ path: `${path}[${key}]`, product, sign: `annotation ${key}` })),
  );

const ofContainer = ({ container, path }: RoleContainer): readonly Terminated[] => [
  ...signed('environment').flatMap(({ product, name }) =>
    (container.env ?? []).flatMap((one, index) =>
      one.name === name ? [{ path: `${path}.env[${index}]`, product, sign: `variable ${name}` }] : [],
    ),
  ),
  ...signed('image')
    .filter(({ name }) => repositoryOf(container.image ?? '').endsWith(`/${name}`))
    .map(({ product, name }) => ({ path: `${path}.image`, product, sign: `image ${name}` })),
];

function inWorkflow({ object }: ObjectContext): readonly Terminated[] {
  const { value, source } = object;
  if (groupOf(source.apiVersion) !== 'argoproj.io') return [];
  const specs: readonly (readonly [Json, string])[] = [
    [objectAt(value, 'spec'), 'spec'],
    [objectAt(value, 'spec', 'workflowSpec'), 'spec.workflowSpec'],
  ];
  return specs.flatMap(([spec, path]) => [
    ...annotated(objectAt(spec, 'podMetadata', 'annotations'), `${path}.podMetadata.annotations`),
    ...listAt(spec, 'templates').flatMap((template, index) =>
      isJsonObject(template)
        ? annotated(
            objectAt(template, 'metadata', 'annotations'),
            `${path}.templates[${index}].metadata.annotations`,
          )
        : [],
    ),
  ]);
}
