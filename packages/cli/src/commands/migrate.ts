import { type Analysis, analyze, type InputFile, migrateManifests, whyNoSidecars } from '@outrider/core';
import { migrateJson, migrateText, visible } from '@outrider/report';
import { analyzeObjects } from '../analyze-input.ts';
import { adjustFindings } from '../findings/adjust-findings.ts';
import { diffText, unifiedDiff } from '../fix/unified-diff.ts';
import type { ParsedFlags } from '../flags/parse-flags.ts';
import { findInput } from '../input/find-input.ts';
import { withTexts } from '../input/with-texts.ts';
import { writeBack } from '../input/write-back.ts';
import type { Io } from '../io.ts';
import { migrateOptions } from '../migrate/migrate-options.ts';
import { sameFileOnce } from '../migrate/same-file-once.ts';
import { targetsOf, writeReports } from '../output.ts';
import { projectOf } from '../project/project.ts';
import { rulesOf } from '../project/rules-of.ts';
import { textOptions } from '../text-options.ts';
import { UsageError } from '../usage-error.ts';

const FORMATS = ['text', 'json'] as const;

/** `outrider migrate`: legacy sidecars to native ones. */
export async function migrate(flags: ParsedFlags, io: Io): Promise<number> {
  const targets = targetsOf(flags, FORMATS);
  refuseFlags(flags);
  const project = await projectOf(flags);
  const { release } = project;
  const tooOld = whyNoSidecars(release);
  if (tooOld !== undefined) throw new UsageError(tooOld);
  // Containers that a mesh will inject are in no file.
  const { mesh: _, ...settings } = project.options.settings ?? {};
  const rules = rulesOf(project);
  const options = { ...project.options, settings, rules };
  const input = withTexts(sameFileOnce(await findInput(flags.paths, io)));
  const adjust = adjustFindings(flags, project);
  const before = adjust(analyzeObjects(input, { release, flags, io, options }, analyze));
  const files = input.sources.map(({ file, text = '' }) => ({ file, text }));
  const again = (texts: readonly InputFile[]): Analysis => adjust(analyze(texts, release, options));
  const migration = migrateManifests(files, before, again, {
    ...migrateOptions(flags, before),
    settings,
    rules,
  });
  const written = flags.has('write');
  if (written) for (const { file, after } of migration.files) writeBack(input, file, after);
  const patches = migration.files.map((one) => ({
    file: one.file,
    patch: unifiedDiff(one.file, one.before, one.after),
  }));
  const { unreadable } = before;
  writeReports(targets, io, (format, isTerminal) => {
    switch (format) {
      case 'json':
        return migrateJson({ kubernetesVersion: release.version, migration, written, patches, unreadable });
      case 'text': {
        const { paint } = textOptions(flags, io, isTerminal);
        return written ? '' : patches.map(({ patch }) => diffText(patch, paint, isTerminal)).join('');
      }
    }
  });
  if (!targets.some(({ format, file }) => format === 'json' && file === undefined)) {
    const shown = { ...textOptions(flags, io, io.isErrTerminal), written, quiet: flags.has('quiet') };
    const gap = patches.length > 0 && io.isOutTerminal && !shown.quiet ? '\n' : '';
    io.err(gap + unreadableLines(unreadable) + migrateText(migration, shown));
  }
  if (unreadable.length > 0) return 2;
  return flags.has('check') && migration.changes.length > 0 ? 1 : 0;
}

function refuseFlags(flags: ParsedFlags): void {
  if (!flags.has('write')) return;
  if (flags.has('check')) throw new UsageError('--check changes nothing, --write does: give one of them');
  if (flags.paths.includes('-')) {
    throw new UsageError('Cannot change standard input in place: without --write, "-" prints the diff');
  }
}

const unreadableLines = (unreadable: Analysis['unreadable']): string =>
  unreadable
    .map(
      ({ file, line, column, message }) =>
        `${visible(file)}:${line}:${column}: error: cannot read: ${visible(message)}\n`,
    )
    .join('');
