import { type ActionYml, actionYml, commentYml } from './action-yml.ts';

const TABLE = /<!-- generated from (action|comment\/action)\.yml: (inputs|outputs) -->[\s\S]*?<!-- end -->/g;

/** The README with its tables of inputs and outputs as the files of both actions have them. */
export const withTables = (readme: string): string =>
  readme.replace(TABLE, (_, file: string, what: 'inputs' | 'outputs') =>
    [
      `<!-- generated from ${file}.yml: ${what} -->`,
      TABLES[what](file === 'action' ? actionYml : commentYml),
      '<!-- end -->',
    ].join('\n'),
  );

const TABLES: Readonly<Record<'inputs' | 'outputs', (yml: ActionYml) => string>> = {
  inputs: ({ inputs }) =>
    table(
      ['Input', 'Default', 'Meaning'],
      Object.entries(inputs).map(([name, { description, required, default: value }]) => [
        `\`${name}\``,
        required ? '**required**' : value === undefined ? '' : `\`${value}\``,
        description,
      ]),
    ),
  outputs: ({ outputs }) =>
    table(
      ['Output', 'Value'],
      Object.entries(outputs).map(([name, { description }]) => [`\`${name}\``, description]),
    ),
};

const table = (titles: readonly string[], rows: readonly (readonly string[])[]): string =>
  [titles, titles.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
