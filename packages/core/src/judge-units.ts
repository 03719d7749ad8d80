import type { AnalyzeOptions } from './analyze.ts';
import type { CommentIgnore } from './ignore/comment-ignores.ts';
import type { WithoutIgnored } from './ignore/without-ignored.ts';
import type { Found } from './inventory.ts';
import type { Release } from './kubernetes/release.ts';
import type { ManifestObject, Manifests } from './manifest/manifest.ts';
import type { Piece } from './manifest/pieces.ts';
import { injecting } from './mesh/inject.ts';
import { findingsOf, type Judged, judge } from './object-findings.ts';
import { rereading, withoutPod } from './rereading.ts';
import { once, type RuleInput, ruleInput } from './rules/input/rule-input.ts';
import { type AdviceOf, adviceOf, type RulesAbout, rulesAbout, type Told } from './rules/run-rules.ts';
import type { Unit } from './units.ts';
import type { Workload } from './workload/workload.ts';

/** An object, its Pods, and the comments that speak of it. */
export interface Commented extends Found {
  readonly comments: readonly CommentIgnore[];
}

interface InUnit<O extends Commented> extends Pick<Manifests, 'documents' | 'unreadable'> {
  readonly objects: readonly O[];
  /** As they will be once a mesh has injected them. */
  readonly workloads: readonly Workload[];
}

type Reading = InUnit<Judged & Commented & Origin>;

/** Where an object comes from, to be read again. */
interface Origin {
  readonly piece: Piece;
  readonly index: number;
}

/** A unit, and all that is to be said of it. */
export type JudgedUnit = InUnit<Commented> & WithoutIgnored;

/**
 * Judges unit by unit. A unit that is not kept is read, judged, heard by the rules and let go before the next one.
 * Advice on what is kept may come from any unit, so that is told last.
 */
export function judgeUnits(
  units: readonly Unit[],
  release: Release,
  options: AnalyzeOptions,
): { readonly input: RuleInput; readonly judged: readonly JudgedUnit[] } {
  const around = ruleInput(objectsKept(units), []);
  const inject = injecting(around, options.settings?.mesh, release);
  const readingOf = ({ pieces, comments }: Unit): Reading => {
    const read = pieces.map((piece) => ({ piece, ...piece.read() }));
    const judged = read.flatMap(({ piece, objects }) =>
      objects.map((object, index) => ({ ...judge(object, release, options), piece, index })),
    );
    return {
      objects: withComments(judged, comments),
      workloads: workloadsOf(judged).map(inject),
      documents: read.reduce((sum, { documents }) => sum + documents, 0),
      unreadable: read.flatMap(({ unreadable }) => unreadable),
    };
  };
  const kept = units.map((unit) => (unit.isKept ? readingOf(unit) : undefined));
  const input = withAll(around, () => units.map((unit, index) => kept[index] ?? readingOf(unit)));
  const rules = rulesAbout(input, release, options);
  const lighten = lightening(release, inject);
  const late: Heard[] = [];
  const now = units.map((unit, index): Reading | JudgedUnit => {
    const before = kept[index];
    const reading = before ?? readingOf(unit);
    const heard = hear(reading, rules);
    late.push(before === undefined ? onOthers(heard, reading) : heard);
    return before ?? lighten(tell(reading, adviceOf(inOrder([heard])), options), reading);
  });
  const advice = adviceOf(inOrder(late));
  return { input, judged: now.map((one) => ('findings' in one ? one : tell(one, advice, options))) };
}

const objectsKept = (units: readonly Unit[]): readonly ManifestObject[] =>
  units.flatMap(({ isKept, pieces }) => (isKept ? pieces.flatMap((piece) => piece.read().objects) : []));

const workloadsOf = (found: readonly Found[]): readonly Workload[] =>
  found.flatMap(({ workloads }) => workloads);

/** What is around, and the whole input for those who ask: it is read for them. */
function withAll(around: RuleInput, readAll: () => readonly Reading[]): RuleInput {
  const whole = once(() => {
    const read = readAll();
    return {
      objects: read.flatMap(({ objects }) => objects.map(({ object }) => object)),
      workloads: read.flatMap(({ workloads }) => workloads),
    };
  });
  return {
    ...around,
    get objects() {
      return whole().objects;
    },
    get workloads() {
      return whole().workloads;
    },
  };
}

/** What rules said: of workloads, and of objects. */
interface Heard {
  readonly ofWorkloads: readonly Told[];
  readonly ofObjects: readonly Told[];
}

const hear = ({ workloads, objects }: Reading, { onWorkload, onObject }: RulesAbout): Heard => ({
  ofWorkloads: workloads.flatMap(onWorkload),
  ofObjects: objects.flatMap(({ object }) => onObject(object)),
});

function onOthers({ ofWorkloads, ofObjects }: Heard, { objects }: Reading): Heard {
  const own = new Set(objects.map(({ object }) => object));
  const isOther = ({ object }: Told): boolean => !own.has(object);
  return { ofWorkloads: ofWorkloads.filter(isOther), ofObjects: ofObjects.filter(isOther) };
}

/** As if all workloads had been asked about first. */
const inOrder = (heard: readonly Heard[]): readonly Told[] => [
  ...heard.flatMap(({ ofWorkloads }) => ofWorkloads),
  ...heard.flatMap(({ ofObjects }) => ofObjects),
];

function tell(reading: Reading, advice: AdviceOf, options: AnalyzeOptions): JudgedUnit {
  const told = reading.objects.map((one) => findingsOf(one, advice, options, one.comments));
  return {
    ...reading,
    findings: told.flatMap(({ findings }) => findings),
    ignored: told.reduce((sum, { ignored }) => sum + ignored, 0),
  };
}

/** A judged unit without the values. */
function lightening(
  release: Release,
  inject: (workload: Workload) => Workload,
): (told: JudgedUnit, reading: Reading) => JudgedUnit {
  const light = rereading(release);
  return ({ findings, ignored, documents, unreadable }, reading) => {
    const objects = reading.objects.map((one) => ({
      ...light(one, one.piece, one.index),
      comments: one.comments,
    }));
    const written = workloadsOf(objects);
    const workloads = reading.workloads.flatMap((one, index) => {
      const asWritten = written[index];
      if (asWritten === undefined || one.injected === undefined) return asWritten ?? [];
      const injected = { ...one, injected: { ...one.injected, asWritten } };
      return withoutPod(injected, asWritten.manifest, () => inject(asWritten).pod);
    });
    return { findings, ignored, documents, unreadable, objects, workloads };
  };
}

/** A comment is about the object that starts last before the line that it speaks of. */
function withComments<J extends Judged>(
  judged: readonly J[],
  comments: readonly CommentIgnore[],
): readonly (J & Commented)[] {
  const commented = judged.map((one) => ({ ...one, comments: [] as CommentIgnore[] }));
  for (const comment of comments) startingBefore(commented, comment.about)?.comments.push(comment);
  return commented;
}

/** Objects of a text stand in the order of their lines. */
function startingBefore<J extends Judged>(judged: readonly J[], line: number): J | undefined {
  let from = 0;
  let to = judged.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((judged[middle]?.object.source.line ?? 0) <= line) from = middle + 1;
    else to = middle;
  }
  return judged[from - 1];
}
