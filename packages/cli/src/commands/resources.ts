import { inventory } from '@outrider/core';
import { resourcesJson, resourcesMarkdown, resourcesText } from '@outrider/report';
import { analyzeObjects, sayInjected } from '../analyze-input.ts';
import type { ParsedFlags } from '../flags/parse-flags.ts';
import { findInput } from '../input/find-input.ts';
import type { Io } from '../io.ts';
import { targetsOf, writeReports } from '../output.ts';
import { projectOf } from '../project/project.ts';
import { resourceOptions } from '../resource-options.ts';
import { selectWorkloads } from '../select-workloads.ts';
import { textOptions } from '../text-options.ts';

const FORMATS = ['text', 'json', 'markdown'] as const;

/** `outrider resources`: what each Pod reserves, and why. */
export async function resources(flags: ParsedFlags, io: Io): Promise<number> {
  const targets = targetsOf(flags, FORMATS);
  const project = await projectOf(flags);
  const { release } = project;
  const options = { ...resourceOptions(flags), ...project.options };
  const input = await findInput(flags.paths, io);
  const analysis = selectWorkloads(analyzeObjects(input, { release, flags, io, options }, inventory), flags);
  sayInjected(analysis, io);
  writeReports(targets, io, (format, isTerminal) => {
    switch (format) {
      case 'json':
        return resourcesJson(analysis);
      case 'markdown':
        return resourcesMarkdown(analysis);
      case 'text':
        return resourcesText(analysis, textOptions(flags, io, isTerminal));
    }
  });
  return analysis.unreadable.length > 0 ? 2 : 0;
}
