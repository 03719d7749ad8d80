/** One row of the project's fact sheets (`docs/facts`), such as `V-103`. */
export interface Fact {
  readonly id: string;
  /** Headings it stands under, outermost first. */
  readonly under: readonly string[];
  /** Its cells by the heads of their columns; a rule written as a sentence has one without a name. */
  readonly cells: readonly (readonly [name: string, text: string])[];
}

/** Every fact of a sheet, in its order. Rows of tables and items of lists that begin with an id are facts. */
export function factsIn(sheet: string): readonly Fact[] {
  const facts: Fact[] = [];
  let under: readonly string[] = [];
  let columns: readonly string[] = [];
  const lines = sheet.split('\n');
  lines.forEach((line, index) => {
    const heading = /^(#{2,4}) (.*)$/.exec(line);
    if (heading) under = [...under.slice(0, (heading[1] ?? '').length - 2), heading[2] ?? ''];
    if (/^\| ?-/.test(lines[index + 1] ?? '')) columns = cellsOf(line);
    facts.push(...rowFact(line, columns, under), ...itemFact(lines, index, under));
  });
  return facts;
}

const ID = '[A-Z]-\\d{3}';
const ROW = new RegExp(`^\\| \\*{0,2}(${ID})\\b`);
const ITEM = new RegExp(`^- \\*\\*(${ID})\\*\\* (.*)$`);

function rowFact(line: string, columns: readonly string[], under: readonly string[]): readonly Fact[] {
  const id = ROW.exec(line)?.[1];
  if (id === undefined) return [];
  const cells = cellsOf(line).map((text, index) => [columns[index] ?? '', text] as const);
  const [[name, first] = ['', ''], ...rest] = cells;
  const behindId = first.replace(/^\*{0,2}[A-Z]-\d{3}\*{0,2}\s*/, '');
  const named = behindId === '' ? rest : [[name, behindId] as const, ...rest];
  return [{ id, under, cells: named.filter(([, text]) => text !== '') }];
}

/** Cells of a table's row; a `\|` or a bar inside a code span is text. */
function cellsOf(line: string): readonly string[] {
  const cells = line.replace(/^\||\|\s*$/g, '').match(/(?:`+[^`]*`+|\\.|[^|`])+/g) ?? [];
  return cells.map((cell) => cell.replaceAll('\\|', '|').trim());
}

/** An item goes on in the indented lines behind it. */
function itemFact(lines: readonly string[], index: number, under: readonly string[]): readonly Fact[] {
  const [, id, first = ''] = ITEM.exec(lines[index] ?? '') ?? [];
  if (id === undefined) return [];
  const behind = lines.slice(index + 1);
  const end = behind.findIndex((line) => !/^ {2,}\S/.test(line));
  const more = behind.slice(0, end < 0 ? undefined : end).map((line) => line.trim());
  return [{ id, under, cells: [['', [first, ...more].join(' ')]] }];
}
