import { at, isJsonObject, type Json, listAt, textAt } from '../../json.ts';
import type { ManifestObject } from '../../manifest/manifest.ts';
import { groupOf, type RuleInput } from '../input/rule-input.ts';
import { defineObjectRule, type Fact, type ObjectContext, type Rule } from '../rule.ts';

interface Swapped extends Fact {
  readonly sidecar: string;
}

/** Tekton runs a Task's sidecars as regular containers unless it is told otherwise. */
export const engineSidecarMode: Rule = defineObjectRule({
  meta: {
    id: 'engine-sidecar-mode',
    summary: 'Tekton stops the sidecars of a Task by swapping their images',
    severity: 'info',
    needs: 'SidecarContainers',
    source: 'tektoncd/pipeline#4445, tektoncd/pipeline#1131, tektoncd/pipeline#8052, tektoncd/operator#2467',
  },
  options: { nativeSidecars: false },
  check: (context, { nativeSidecars }) => (nativeSidecars || isNative(context.input) ? [] : swapped(context)),
  advise: ({ sidecar }: Swapped) => ({
    message: `Tekton ends sidecar "${sidecar}" by swapping its image for one that does nothing: it is not stopped gracefully, and its logs are lost`,
    explanation:
      'Without its feature flag enable-kubernetes-sidecar, Tekton runs sidecars as regular containers, which Kubernetes never ends by itself. With the flag they are native sidecars: ready before the steps, stopped after them.',
    fix: {
      description: 'Set enable-kubernetes-sidecar: "true" in the ConfigMap feature-flags of Tekton Pipelines',
    },
  }),
});

const FLAG = 'enable-kubernetes-sidecar';

/** Whether Tekton's own configuration is among the objects, with the flag on. */
const isNative = (input: RuleInput): boolean =>
  input
    .ofKind('ConfigMap')
    .some(({ source, value }) => source.name === 'feature-flags' && isOn(at(value, 'data'))) ||
  ['TektonConfig', 'TektonPipeline'].some((kind) =>
    input
      .ofKind(kind, 'operator.tekton.dev')
      .some(({ value }) =>
        [at(value, 'spec', 'pipeline'), at(value, 'spec')].some(
          (spec) => isOn(spec) || isOn(at(spec, 'options', 'configMaps', 'feature-flags', 'data')),
        ),
      ),
  );

const isOn = (flags: Json | undefined): boolean =>
  isJsonObject(flags) && [true, 'true'].some((on) => at(flags, FLAG) === on);

function swapped({ object }: ObjectContext): readonly Swapped[] {
  return tasksIn(object).flatMap(({ task, path }) =>
    listAt(task, 'sidecars').map((sidecar, index) => ({
      path: `${path}.sidecars[${index}]`,
      sidecar: textAt(sidecar, 'name') ?? '',
    })),
  );
}

interface PlacedTask {
  readonly task: Json | undefined;
  readonly path: string;
}

/** The task specs that an object of Tekton holds, with their paths. */
function tasksIn({ source, value }: ManifestObject): readonly PlacedTask[] {
  if (groupOf(source.apiVersion) !== 'tekton.dev') return [];
  switch (source.kind) {
    case 'Task':
    case 'ClusterTask':
      return [{ task: at(value, 'spec'), path: 'spec' }];
    case 'TaskRun':
      return [{ task: at(value, 'spec', 'taskSpec'), path: 'spec.taskSpec' }];
    case 'Pipeline':
      return tasksOf(at(value, 'spec'), 'spec');
    case 'PipelineRun':
      return tasksOf(at(value, 'spec', 'pipelineSpec'), 'spec.pipelineSpec');
    default:
      return [];
  }
}

const tasksOf = (pipeline: Json | undefined, path: string): readonly PlacedTask[] =>
  ['tasks', 'finally'].flatMap((list) =>
    listAt(pipeline, list).map((task, index) => ({
      task: at(task, 'taskSpec'),
      path: `${path}.${list}[${index}].taskSpec`,
    })),
  );
