import { actionYml } from './action-yml.ts';

const START = /<!-- generated from action\.yml: (inputs|outputs) -->[\s\S]*?<!-- end -->/g;

/** The README with its tables of inputs and outputs as action.yml has them. */
export const withTables = (readme: string): string =>
  readme.replace(START, (_, what: 'inputs' | 'outputs') =>
    [`<!-- generated from action.yml: ${what} -->`, TABLES[what](), '<!-- end -->'].join('\n'),
  );

const TABLES: Readonly<Record<'inputs' | 'outputs', () => string>> = {
  inputs: () =>
    table(
      ['Input', 'Default', 'Meaning'],
      Object.entries(actionYml.inputs).map(([name, { description, required, default: value }]) => [
        `\`${name}\``,
        required ? '**required**' : value === undefined ? '' : `\`${value}\``,
        description,
      ]),
    ),
  outputs: () =>
    table(
      ['Output', 'Value'],
      Object.entries(actionYml.outputs).map(([name, { description }]) => [`\`${name}\``, description]),
    ),
};

const table = (titles: readonly string[], rows: readonly (readonly string[])[]): string =>
  [titles, titles.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
