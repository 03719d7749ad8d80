import { type Inventory, inventory } from '@outrider/core';
import { codegenJson, codegenModule, codegenNotes, visible } from '@outrider/report';
import { analyzeObjects } from '../analyze-input.ts';
import { aimOf } from '../codegen/aim.ts';
import { refusalsIn } from '../codegen/refusals.ts';
import { sourcesOf } from '../codegen/sources.ts';
import type { ParsedFlags } from '../flags/parse-flags.ts';
import { findInput } from '../input/find-input.ts';
import type { Io } from '../io.ts';
import { targetsOf, writeReports } from '../output.ts';
import { projectOf } from '../project/project.ts';
import { selectWorkloads } from '../select-workloads.ts';

const FORMATS = ['text', 'json'] as const;

/** `outrider codegen`: manifests as TypeScript for `@outrider/cdk8s`. */
export async function codegen(flags: ParsedFlags, io: Io): Promise<number> {
  const targets = targetsOf(flags, FORMATS);
  const { release, config } = await projectOf(flags);
  const input = await findInput(flags.paths, io);
  const all = analyzeObjects(input, { release, flags, io }, inventory);
  const analysis = selectWorkloads(all, flags);
  const { unreadable } = analysis;
  const sources = sourcesOf(input, analysis, flags.value('workload') !== undefined);
  const options = { aim: aimOf(release, flags, config), refusals: refusalsIn(sources, release) };
  const whole = codegenModule(sources, options);
  writeReports(targets, io, (format) => {
    switch (format) {
      case 'json':
        return codegenJson({
          kubernetesVersion: release.version,
          files: sources.map((source) => ({
            file: source.file,
            code: codegenModule([source], options).code,
          })),
          notExpressed: whole.notExpressed,
          unreadable,
        });
      case 'text':
        return whole.code;
    }
  });
  const isToldInJson = targets.some(({ format, file }) => format === 'json' && file === undefined);
  if (!isToldInJson) io.err(told(unreadable, flags.has('quiet') ? '' : codegenNotes(whole.notExpressed)));
  return unreadable.length > 0 ? 2 : 0;
}

/** For standard error, as standard output is code. */
const told = (unreadable: Inventory['unreadable'], notes: string): string =>
  unreadable
    .map(
      ({ file, line, column, message }) => `${visible(file)}:${line}:${column}: error: ${visible(message)}\n`,
    )
    .join('') + notes;
