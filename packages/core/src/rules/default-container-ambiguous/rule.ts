import type { Fix } from '../../finding.ts';
import { productOf } from '../known/products.ts';
import { defineRule, type Fact, type Rule, type RuleContext } from '../rule.ts';
import { named } from '../signs/words.ts';

interface Ambiguous extends Fact {
  /** What kubectl takes. */
  readonly first: string;
  readonly others: readonly string[];
  /** The product that the first container is. */
  readonly helper: string | undefined;
  /** A name that the annotation gives and no container has. */
  readonly unknown: string | undefined;
  /** The only regular container that is no known helper. */
  readonly app: string | undefined;
  readonly hasAnnotations: boolean;
}

const ANNOTATION = 'kubectl.kubernetes.io/default-container';

/** `k8s.io/kubectl/pkg/cmd/util/podcmd`: the annotation, else the first regular container. */
export const defaultContainerAmbiguous: Rule = defineRule({
  meta: {
    id: 'default-container-ambiguous',
    summary: 'kubectl logs and exec have to guess among regular containers',
    severity: 'info',
    source:
      'kubernetes/kubernetes#96986, garden-io/garden#3039; k8s.io/kubectl/pkg/cmd/util/podcmd/podcmd.go',
  },
  check,
  advise: (fact: Ambiguous) => ({
    message: messageOf(fact),
    explanation:
      'Without a container named, kubectl logs, exec and attach take the one in the annotation kubectl.kubernetes.io/default-container, else the first regular one. They never take a native sidecar: a helper that moves to initContainers needs no annotation.',
    fix: fixOf(fact),
  }),
});

function messageOf({ first, others, helper, unknown }: Ambiguous): string {
  if (unknown !== undefined) {
    return `The annotation ${ANNOTATION} names "${unknown}", which is no container of the Pod: kubectl takes "${first}"`;
  }
  return helper === undefined
    ? `kubectl logs and exec take "${first}", the first of ${others.length + 1} regular containers (also ${named(others)})`
    : `kubectl logs and exec take "${first}" (${helper}) rather than ${named(others)}, because it is listed first`;
}

function fixOf({ app, first, hasAnnotations }: Ambiguous): Fix {
  if (app === undefined) {
    return { description: `Annotate the Pod with ${ANNOTATION}: ${first}, or the container that is meant` };
  }
  return {
    description: `Annotate the Pod with ${ANNOTATION}: ${app}`,
    edits: [
      hasAnnotations
        ? { op: 'set', path: `metadata.annotations[${ANNOTATION}]`, value: app }
        : { op: 'set', path: 'metadata.annotations', value: { [ANNOTATION]: app } },
    ],
    mechanical: true,
  };
}

function check({ pod, containers }: RuleContext): readonly Ambiguous[] {
  const annotations = pod.metadata.annotations ?? {};
  const chosen = Object.hasOwn(annotations, ANNOTATION) ? annotations[ANNOTATION] : undefined;
  const all = [...containers.map(({ container }) => container), ...(pod.spec.ephemeralContainers ?? [])];
  if (chosen !== undefined && all.some(({ name }) => name === chosen)) return [];
  const regular = containers.filter(({ role }) => role === 'regular').map(({ container }) => container);
  const [first, ...others] = regular;
  if (first === undefined || others.length === 0) return [];
  const apps = regular.filter((container) => productOf(container) === undefined);
  const isRight = apps.length === 1 && apps[0] === first;
  if (isRight && chosen === undefined) return [];
  return [
    {
      path: chosen === undefined ? 'spec.containers' : `metadata.annotations[${ANNOTATION}]`,
      first: first.name ?? '',
      others: others.map(({ name = '' }) => name),
      helper: productOf(first)?.id,
      unknown: chosen,
      app: apps.length === 1 ? apps[0]?.name : undefined,
      hasAnnotations: pod.metadata.annotations !== undefined,
    },
  ];
}
