import { analyze, type LocatedFinding, type ManifestObject, type Severity } from '@outrider/core';
import { validateText } from '@outrider/report';
import { type Document, isMap, parseDocument } from 'yaml';
import { exitCodeOf } from '../exit-code.ts';
import { adjustFindings } from '../findings/adjust-findings.ts';
import type { ParsedFlags } from '../flags/parse-flags.ts';
import type { Io } from '../io.ts';
import { functionFlags } from '../krm/function-flags.ts';
import { krmResult } from '../krm/results.ts';
import { plainProject } from '../project/project.ts';
import { rulesOf } from '../project/rules-of.ts';
import { textOptions } from '../text-options.ts';
import { UsageError } from '../usage-error.ts';

/**
 * `outrider krm`: a KRM function. Reads a ResourceList, writes it back with the findings on its items as `results`,
 * and says them on standard error for people.
 */
export async function krm(flags: ParsedFlags, io: Io): Promise<number> {
  if (flags.paths.length > 0) throw new UsageError('krm reads a ResourceList from standard input, no files');
  const text = await io.stdin();
  const list = resourceList(text);
  const settings = functionFlags(list.toJS({ maxAliasCount: 100 })['functionConfig']);
  const project = plainProject(settings);
  const read = analyze([{ file: '-', text }], project.release, {
    ...project.options,
    rules: rulesOf(project),
  });
  const analysis = adjustFindings(settings, project)(read);
  const items = itemsByIndex([...read.workloads.map(({ workload }) => workload.manifest), ...read.others]);
  const found = analysis.findings.map((finding) => krmResult(finding, items(finding)));
  if (found.length === 0) list.delete('results');
  else list.set('results', found);
  io.out(list.toString({ lineWidth: 0 }));
  const exitCode = exitCodeOf(analysis, (settings.value('fail-on') ?? 'error') as Severity | 'never');
  if (exitCode > 0)
    io.err(validateText(analysis, { ...textOptions(flags, io, io.isErrTerminal), quiet: true }));
  return exitCode;
}

/** @throws UsageError for a text that is no ResourceList */
function resourceList(text: string): Document {
  const list = parseDocument(text);
  const [error] = list.errors;
  if (error !== undefined) throw new UsageError(`Cannot read the ResourceList: ${error.message}`);
  if (isMap(list.contents) && list.get('kind') === 'ResourceList') return list;
  throw new UsageError(
    'krm expects a ResourceList on standard input, as kustomize and kpt give to functions',
  );
}

function itemsByIndex(
  objects: readonly ManifestObject[],
): (finding: LocatedFinding) => ManifestObject | undefined {
  const byItem = new Map(objects.map((object) => [object.source.item, object]));
  return ({ source }) => byItem.get(source.item);
}
