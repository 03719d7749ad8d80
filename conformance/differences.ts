/** Oracle and Outrider on one object: what each says that the other does not. */

import { droppedPaths, isEmptyAt } from './dropped-paths.ts';
import type { Verdict } from './oracle.ts';
import { errorKey, type OutriderVerdict } from './outrider.ts';

export const FACETS = [
  'strict',
  'decode',
  'decodeText',
  'errors',
  'values',
  'warnings',
  'drops',
  'stored',
  'pod',
  'requests',
  'limits',
  'qosClass',
  'oomScoreAdj',
] as const;

export type Facet = (typeof FACETS)[number];

export interface Difference {
  readonly facet: Facet;
  /** `missing`: only Kubernetes says it; `extra`: only Outrider does. */
  readonly side: 'missing' | 'extra';
  readonly text: string;
}

/** Values print as Outrider does from this minor on. */
const VALUES_SINCE = 34;

const compareSets = (facet: Facet, expected: Iterable<string>, said: Iterable<string>): Difference[] => {
  const [left, right] = [new Set(expected), new Set(said)];
  return [
    ...[...left]
      .filter((text) => !right.has(text))
      .map((text) => ({ facet, side: 'missing', text }) as const),
    ...[...right].filter((text) => !left.has(text)).map((text) => ({ facet, side: 'extra', text }) as const),
  ];
};

export function differences(
  minor: string,
  object: unknown,
  kubernetes: Verdict,
  outrider: OutriderVerdict,
): Difference[] {
  if (kubernetes.decodeError !== undefined || outrider.decode.length > 0)
    return decodeDifferences(kubernetes, outrider);
  return [
    ...compareSets('strict', kubernetes.strict ?? [], outrider.strict),
    ...errorDifferences(minor, kubernetes, outrider),
    ...(kubernetes.errors ? [] : compareSets('warnings', kubernetes.warnings ?? [], outrider.warnings)),
    ...dropDifferences(object, kubernetes, outrider),
    ...compareSets('stored', storedLeaves(kubernetes.stored), storedLeaves(outrider.stored)),
    ...resourceDifferences(kubernetes, outrider),
  ];
}

/** A type error hides all else from the server, which names the first one it meets. */
function decodeDifferences({ decodeError }: Verdict, { decode }: OutriderVerdict): Difference[] {
  if (decodeError === undefined) return compareSets('decode', [], decode);
  if (decode.length === 0) return compareSets('decode', [decodeError], []);
  return decode.some((text) => text.endsWith(decodeError))
    ? []
    : compareSets('decodeText', [decodeError], decode);
}

function errorDifferences(minor: string, { errors = [] }: Verdict, outrider: OutriderVerdict): Difference[] {
  const expected = new Map(
    errors.map(({ type, field, detail, message }) => [errorKey(type, field, detail), `${field}: ${message}`]),
  );
  const shared = [...expected.keys()].filter((key) => outrider.errors.has(key));
  const comparesValues = Number(minor.slice(2)) >= VALUES_SINCE;
  return [
    ...compareSets('errors', expected.keys(), outrider.errors.keys()),
    ...(comparesValues
      ? shared.flatMap((key) =>
          compareSets('values', [comparable(expected.get(key))], [comparable(outrider.errors.get(key))]),
        )
      : []),
  ];
}

/** The server draws a Job's uid; sorts keys that Outrider keeps in their order. */
const comparable = (message = ''): string =>
  message
    .replaceAll(UID, 'uid')
    .replace(/\{("[^{}]*)\}/, (_, pairs: string) => `{${pairs.split(',').toSorted().join()}}`);

const UID = /[01-5]{8}-[0-5]{4}-[0-5]{4}-[0-5]{4}-[0-5]{12}/g;

/** A path covers those below it: the server drops a whole object when nothing is left in it. */
function dropDifferences(object: unknown, kubernetes: Verdict, { drops }: OutriderVerdict): Difference[] {
  const expected = droppedPaths(object, kubernetes.stored, kubernetes.strict ?? []);
  const covers = (paths: readonly string[], path: string): boolean =>
    paths.some(
      (one) =>
        one === path ||
        one.startsWith(`${path}.`) ||
        path.startsWith(`${one}.`) ||
        one.startsWith(`${path}[`) ||
        path.startsWith(`${one}[`),
    );
  return [
    ...expected
      .filter((path) => !covers(drops, path))
      .map((text) => ({ facet: 'drops', side: 'missing', text }) as const),
    ...drops
      .filter((path) => !covers(expected, path) && !isEmptyAt(object, path))
      .map((text) => ({ facet: 'drops', side: 'extra', text }) as const),
  ];
}

const entries = (amounts: Readonly<Record<string, string | number>>): string[] =>
  Object.entries(amounts).map(([name, amount]) => `${name}=${amount}`);

function resourceDifferences(
  { resources: expected }: Verdict,
  { resources: said }: OutriderVerdict,
): Difference[] {
  if (expected === undefined || said === undefined) return [];
  return [
    ...compareSets('pod', storedLeaves(expected.pod), storedLeaves({ spec: said.podSpec })),
    ...compareSets('requests', entries(expected.requests), entries(said.requests)),
    ...compareSets('limits', entries(expected.limits), entries(said.limits)),
    ...compareSets('qosClass', [expected.qosClass], [said.qosClass]),
    ...(expected.oomScoreAdj
      ? compareSets('oomScoreAdj', entries(expected.oomScoreAdj), entries(said.oomScoreAdj))
      : []),
  ];
}

/** `path = value` of everything that is not empty. */
function leaves(value: unknown, path: string): string[] {
  if (value === null || value === undefined || value === '' || value === 0 || value === false) return [];
  if (typeof value !== 'object') return [`${path} = ${JSON.stringify(value)}`];
  if (Array.isArray(value)) return value.flatMap((item, index) => leaves(item, `${path}[${index}]`));
  return Object.entries(value).flatMap(([key, item]) => leaves(item, `${path}.${key}`));
}

/** Filled in by the server (`matchLabelKeys` become expressions) without effect here: Outrider leaves it out. */
const WITHOUT_EFFECT =
  /divisor = "0"$|volumeClaimTemplates\[\d+\]\.(apiVersion|kind|status)|ephemeralContainers\[\d+\]\.resources|odAffinity.*labelSelector\.matchExpressions/;

/** What the server generates has no counterpart: a Job's selector, and the labels that go with it. */
const GENERATED = /controller-uid|job-name|selector/;

function storedLeaves(object: unknown): string[] {
  if (typeof object !== 'object' || object === null) return [];
  const { spec, template, kind } = object as Record<string, unknown>;
  const all = [...leaves(spec, 'spec'), ...leaves(template, 'template')].filter(
    (leaf) => !WITHOUT_EFFECT.test(leaf),
  );
  return kind === 'Job' ? all.filter((leaf) => !GENERATED.test(leaf)) : all;
}
