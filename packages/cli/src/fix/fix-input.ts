import {
  type Analysis,
  editedValue,
  editManifests,
  type JsonObject,
  type LocatedFinding,
  type Release,
  type Source,
  validateObject,
} from '@outrider/core';
import type { FixReport, LeftFix } from '@outrider/report';
import type { Input } from '../input/find-input.ts';

export interface FixOptions {
  readonly release: Release;
  readonly dryRun: boolean;
  /** Whether changes that need a look are made too. */
  readonly suggestions: boolean;
  /** What is to say of the texts as they are then. */
  readonly analyze: (input: Input) => Analysis;
}

export interface Fixed {
  readonly report: FixReport;
  /** The input with its new texts. */
  readonly input: Input;
  /** Texts that changed: as they were, and as they are. */
  readonly changed: readonly { readonly file: string; readonly before: string; readonly after: string }[];
}

/** A fix moves what others point at, so after each round everything is looked at again; this bounds it. */
const MOST_ROUNDS = 100;

/** Makes the fixes of all findings, one an object at a time, until nothing is left that can be made. */
export function fixInput(given: Input, options: FixOptions): Fixed {
  const texts = new Map(given.sources.map(({ file, text = '' }) => [file, text]));
  const made: LocatedFinding[] = [];
  const left: LeftFix[] = [];
  const tried = new Set<string>();
  let input = given;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const analysis = options.analyze(input);
    const todo = firstOfEach(
      analysis.findings.filter((one) => isWanted(one, options) && !tried.has(keyOf(one))),
    );
    if (todo.length === 0) break;
    const values = valuesOf(analysis);
    for (const finding of todo) {
      tried.add(keyOf(finding));
      const result = fixOne(finding, texts.get(finding.source.file) ?? '', values, options.release);
      if ('refused' in result) left.push({ finding, reason: result.refused });
      else {
        texts.set(finding.source.file, result.text);
        made.push(finding);
      }
    }
    input = {
      ...input,
      sources: input.sources.map((source) => ({ ...source, text: texts.get(source.file) ?? '' })),
    };
  }
  return { report: { dryRun: options.dryRun, made, left }, input, changed: changesOf(given, texts) };
}

const isWanted = ({ fix }: LocatedFinding, { suggestions }: FixOptions): boolean =>
  fix?.edits !== undefined && (fix.mechanical === true || suggestions);

const objectKey = ({ file, document, item }: Source): string => JSON.stringify([file, document, item]);

/** What a fix is about; places move while others are made. */
const keyOf = ({ rule, source, path, message }: LocatedFinding): string =>
  JSON.stringify([rule, objectKey(source), path, message]);

/** One fix of each object: the next may be about something that it moves. */
const firstOfEach = (findings: readonly LocatedFinding[]): readonly LocatedFinding[] => {
  const seen = new Set<string>();
  return findings.filter(({ source }) => {
    const key = objectKey(source);
    const isFirst = !seen.has(key);
    seen.add(key);
    return isFirst;
  });
};

type Values = ReadonlyMap<string, JsonObject>;

const valuesOf = ({ workloads, others }: Analysis): Values =>
  new Map(
    [...workloads.map(({ workload }) => workload.manifest), ...others].map(({ source, value }) => [
      objectKey(source),
      value,
    ]),
  );

function fixOne(
  { source, fix }: LocatedFinding,
  text: string,
  values: Values,
  release: Release,
): ReturnType<typeof editManifests> {
  const edits = fix?.edits ?? [];
  const result = editManifests(text, source, edits);
  const value = values.get(objectKey(source));
  if ('refused' in result || value === undefined) return result;
  const refusals = (object: JsonObject): number =>
    validateObject(object, release).filter(({ origin }) => origin === 'server').length;
  return refusals(editedValue(value, edits)) > refusals(value)
    ? { refused: `the API server of Kubernetes ${release.version} would refuse the result` }
    : result;
}

const changesOf = ({ sources }: Input, texts: ReadonlyMap<string, string>): Fixed['changed'] =>
  sources.flatMap(({ file, text: before = '' }) => {
    const after = texts.get(file) ?? before;
    return after === before ? [] : [{ file, before, after }];
  });
