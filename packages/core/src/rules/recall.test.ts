import { expect, it } from 'vitest';
import { corpus, markdownTable } from '../../test/rules/corpora.ts';
import { MUTATIONS, type Mutation, type Subject } from '../../test/rules/mutations.ts';
import { analyze } from '../analyze.ts';
import { editedValue } from '../edit/edit-value.ts';
import type { Edit } from '../finding.ts';
import { type JsonObject, textAt } from '../json.ts';
import { releaseOf } from '../kubernetes/release.ts';
import { type KubernetesVersion, NEWEST_KUBERNETES } from '../kubernetes/version.ts';
import type { ManifestObject } from '../manifest/manifest.ts';
import { containersOf } from '../workload/container-role.ts';
import { pathInObject } from '../workload/path-in-object.ts';
import { toWorkloads } from '../workload/to-workloads.ts';
import type { Workload } from '../workload/workload.ts';
import { RULES } from './catalogue.ts';
import { ruleInput } from './input/rule-input.ts';
import { runRules } from './run-rules.ts';

/** Pods with a native sidecar of the mesh corpus and of the vendors' examples. */
const subjects: readonly Subject[] = [...corpus('mesh'), ...corpus('general')]
  .flatMap((file) => analyze([file], releaseOf(NEWEST_KUBERNETES), { rules: [] }).workloads)
  .flatMap(({ workload }) => subjectOf(workload));

function subjectOf(workload: Workload): readonly Subject[] {
  const { spec } = workload.pod;
  const containers = containersOf(spec);
  const sidecar = containers.find(({ role }) => role === 'sidecar');
  const app = containers.find(({ role }) => role === 'regular');
  if (sidecar === undefined || app === undefined || workload.kind === 'Custom') return [];
  return [
    {
      workload,
      spec,
      sidecar: sidecar.container,
      at: sidecar.path,
      index: (spec.initContainers ?? []).indexOf(sidecar.container),
      app: app.container,
      appAt: app.path,
    },
  ];
}

/** How often the rules of a mutation speak of some objects. */
function voices({ rules }: Mutation, version: KubernetesVersion, values: readonly JsonObject[]): number {
  const release = releaseOf(version);
  const objects = values.map((value, document) => objectOf(value, document));
  const input = ruleInput(
    objects,
    objects.flatMap((object) => toWorkloads(object, release)),
  );
  const advice = runRules(input, release, { rules: RULES.filter(({ meta }) => rules.includes(meta.id)) });
  return [...advice.values()].reduce((sum, findings) => sum + findings.length, 0);
}

function objectOf(value: JsonObject, document: number): ManifestObject {
  const text = (key: string): string => textAt(value, key) ?? '';
  return {
    source: {
      file: 'mutated.json',
      document,
      line: 1,
      apiVersion: text('apiVersion'),
      kind: text('kind'),
      namespace: textAt(value, 'metadata', 'namespace') ?? null,
      name: textAt(value, 'metadata', 'name') ?? '',
    },
    value,
    findings: [],
    locate: () => ({ line: 1, column: 1 }),
  };
}

/** Paths of the Pod, or behind an `@` of its object. */
const inObject = (workload: Workload, path: string): string =>
  path.startsWith('@') ? path.slice(1).replace(/^\./, '') : pathInObject(workload, path);

const inPod = (edits: readonly Edit[], { workload }: Subject): readonly Edit[] =>
  edits.map((edit): Edit => {
    const path = inObject(workload, edit.path);
    return edit.op === 'move' ? { ...edit, path, to: inObject(workload, edit.to) } : { ...edit, path };
  });

/** `undefined` where the Pod cannot be broken this way. */
function isCaught(mutation: Mutation, subject: Subject): boolean | undefined {
  const edits = mutation.edits(subject);
  if (edits === undefined) return undefined;
  const { version = NEWEST_KUBERNETES, prepare, beside } = mutation;
  const before = editedValue(subject.workload.manifest.value, inPod(prepare?.(subject) ?? [], subject));
  const after = [editedValue(before, inPod(edits, subject)), ...(beside?.(subject) ?? [])];
  return voices(mutation, version, after) > voices(mutation, NEWEST_KUBERNETES, [before]);
}

interface Outcome {
  readonly mutation: Mutation;
  readonly applied: number;
  readonly caught: number;
  readonly missed: readonly string[];
}

function outcomeOf(mutation: Mutation): Outcome {
  const tries = subjects.flatMap((subject) => {
    const caught = isCaught(mutation, subject);
    return caught === undefined ? [] : [{ subject, caught }];
  });
  const missed = tries
    .filter(({ caught }) => !caught)
    .map(
      ({ subject: { workload } }) =>
        `${workload.source.file} ${workload.source.kind}/${workload.source.name}`,
    );
  return { mutation, applied: tries.length, caught: tries.length - missed.length, missed };
}

const percent = (caught: number, applied: number): string => `${((100 * caught) / applied).toFixed(1)} %`;

it('catches at least 95 % of what is done to Pods that work, as recall.md counts', async () => {
  expect(subjects.length).toBeGreaterThan(150);
  const outcomes = MUTATIONS.map(outcomeOf);
  const applied = outcomes.reduce((sum, one) => sum + one.applied, 0);
  const caught = outcomes.reduce((sum, one) => sum + one.caught, 0);
  expect(outcomes.filter((one) => one.applied === 0).map(({ mutation }) => mutation.name)).toEqual([]);
  const page = [
    '# What the rules catch',
    '',
    `${subjects.length} real Pods with a native sidecar, each broken in ${MUTATIONS.length} ways where it can be. Caught means that one of the rules`,
    'named says more of it than before. Written by `vitest run -u src/rules/recall.test.ts`.',
    '',
    markdownTable(
      ['mutation', 'rules', 'Pods', 'caught', ''],
      [
        ...outcomes.map(({ mutation, ...one }) => [
          mutation.name,
          mutation.rules.join(', '),
          String(one.applied),
          String(one.caught),
          percent(one.caught, one.applied),
        ]),
        ['**all**', '', String(applied), String(caught), percent(caught, applied)],
      ],
    ),
    '',
  ].join('\n');
  await expect(page).toMatchFileSnapshot('../../test/rules/recall.md');
  expect(
    caught / applied,
    JSON.stringify(outcomes.map(({ missed }) => missed.slice(0, 3))),
  ).toBeGreaterThanOrEqual(0.95);
});
