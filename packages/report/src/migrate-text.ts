import type { LocatedFinding, Migration, WorkloadLeft } from '@outrider/core';
import { visible } from './escape/visible.ts';
import { changeText, findingLines } from './migrate/change-text.ts';
import { plural } from './plural.ts';
import { objectName } from './source-name.ts';
import { wrap } from './terminal/width.ts';
import type { TextOptions } from './text-options.ts';

export interface MigrateTextOptions extends TextOptions {
  /** Whether the files were written. */
  readonly written: boolean;
  /** Nothing but warnings. */
  readonly quiet?: boolean;
}

/** What a migration did or would do, for people; the diff itself is another text. */
export function migrateText(migration: Migration, options: MigrateTextOptions): string {
  const { changes, left, others, warnings } = migration;
  const { paint, quiet = false } = options;
  const warned = warnings.map((text) => `${paint('yellow', 'warning:')} ${visible(text)}`);
  const blocks = quiet
    ? [warned]
    : [
        ...changes.map((change) => changeText(change, options)),
        others.flatMap((one) => otherLines(one, options)),
        left.flatMap((one) => leftLines(one, options)),
        warned,
        [sentence(migration, options)],
      ];
  const text = blocks.filter((lines) => lines.length > 0).map((lines) => `${lines.join('\n')}\n`);
  return options.ascii ? text.join('\n').replaceAll('→', '->') : text.join('\n');
}

/** What is said of another object: a new finding, or a patch by index to look at. */
function otherLines(finding: LocatedFinding, options: TextOptions): readonly string[] {
  const { source, line } = finding;
  const what = finding.rule === 'index-based-init-patch' ? 'look' : 'new';
  return [
    `${options.paint('bold', `${visible(source.file)}:${line}:`)} ${objectName(source)}`,
    ...findingLines(what, finding, options),
  ];
}

function leftLines({ source, containers }: WorkloadLeft, { paint, width }: TextOptions): readonly string[] {
  return containers.flatMap(({ container, line, because, reason, force }) => {
    const place = paint('bold', `${visible(source.file)}:${line}:`);
    const forced = force === undefined ? '' : ` (${force} moves it)`;
    const words = `left "${container}" in containers: ${because}, but ${reason}${forced}`;
    return [`${place} ${objectName(source)}`, ...wrap(visible(words), width - 2).map((text) => `  ${text}`)];
  });
}

function sentence(migration: Migration, { written, paint, width }: MigrateTextOptions): string {
  const { changes, left, files, workloads } = migration;
  const stayed = left.reduce((sum, { containers }) => sum + containers.length, 0);
  const rest =
    stayed === 0 ? '' : `; ${plural(stayed, 'container')} left where ${stayed === 1 ? 'it is' : 'they are'}`;
  const looked = workloads === 0 ? 'no workload in the input' : `${plural(workloads, 'workload')} looked at`;
  const moved = changes.reduce((sum, change) => sum + change.moved.length, 0);
  const what = `${plural(moved, 'container')} of ${plural(changes.length, 'workload')} in ${plural(files.length, 'file')}`;
  const [head, text] =
    changes.length === 0
      ? ['Nothing to migrate:', `${looked}${rest}.`]
      : written
        ? ['Migrated', `${what}${rest}.`]
        : ['Would migrate', `${what}${rest}. --write changes the files.`];
  return wrap(`${head} ${text}`, width).join('\n').replace(head, paint('green', head));
}
