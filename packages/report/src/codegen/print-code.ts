import type { Call, Code, Entry } from './code.ts';
import { propertyKey, stringLiteral } from './string-literal.ts';

/** Columns that a line should not exceed. */
const WIDTH = 100;

/** Where the code begins, and how many columns have to follow it on its last line. */
export interface Spot {
  readonly indent: number;
  readonly column: number;
  readonly tail: number;
}

/** The code on one line if it fits there, else over several, each deeper by two spaces. */
export function printCode(code: Code, spot: Spot): string {
  const line = onOneLine(code);
  if (line !== undefined && spot.column + line.length + spot.tail <= WIDTH) return line;
  switch (code.is) {
    case 'text':
      return code.text;
    case 'lines':
      return `${block('[', code.lines.map(stringLiteral), ']', spot.indent)}.join('\\n')`;
    case 'list':
      return block('[', itemsOf(code.items, spot), ']', spot.indent);
    case 'object':
      return block('{', propertiesOf(code.entries, spot), '}', spot.indent);
    case 'call':
      return printCall(code, spot);
    case 'chain': {
      const head = printCode(code.head, { ...spot, tail: 0 });
      return [head, ...code.calls.map((each) => printLink(each, spot.indent + 2))].join('\n');
    }
  }
}

/** `undefined` for what does not belong on one line. */
function onOneLine(code: Code): string | undefined {
  switch (code.is) {
    case 'text':
      return code.text;
    case 'lines':
      return undefined;
    case 'list':
      return joined('[', code.items.map(onOneLine), ']');
    case 'object':
      return code.entries.length === 0 ? '{}' : joined('{ ', code.entries.map(property), ' }');
    case 'call':
      return joined(`${code.callee}(`, code.args.map(onOneLine), ')');
    case 'chain':
      return code.calls.length > 1
        ? undefined
        : joined('', [code.head, ...code.calls].map(onOneLine), '', '.');
  }
}

function property([key, value]: Entry): string | undefined {
  const line = onOneLine(value);
  return line === undefined ? undefined : `${propertyKey(key)}: ${line}`;
}

const joined = (
  open: string,
  parts: readonly (string | undefined)[],
  close: string,
  separator = ', ',
): string | undefined => (parts.includes(undefined) ? undefined : open + parts.join(separator) + close);

const pad = (columns: number): string => ' '.repeat(columns);

const block = (open: string, lines: readonly string[], close: string, indent: number): string =>
  lines.length === 0
    ? open + close
    : [open, ...lines.map((line) => `${pad(indent + 2)}${line},`), pad(indent) + close].join('\n');

const itemsOf = (items: readonly Code[], { indent }: Spot): readonly string[] =>
  items.map((item) => printCode(item, { indent: indent + 2, column: indent + 2, tail: 1 }));

const propertiesOf = (entries: readonly Entry[], { indent }: Spot): readonly string[] =>
  entries.map(([key, value]) => {
    const before = `${propertyKey(key)}: `;
    return before + printCode(value, { indent: indent + 2, column: indent + 2 + before.length, tail: 1 });
  });

const printLink = (link: Call, indent: number): string =>
  `${pad(indent)}.${printCode(link, { indent, column: indent + 1, tail: 1 })}`;

/** As people write it: the last argument opens on the line of the call if the others fit there. */
function printCall({ callee, args }: Call, spot: Spot): string {
  const last = args.at(-1);
  if (last === undefined) return `${callee}()`;
  const others = joined(`${callee}(`, [...args.slice(0, -1).map(onOneLine), ''], '');
  const opens = last.is === 'object' || last.is === 'list' || last.is === 'lines';
  if (!opens || others === undefined || spot.column + others.length + 1 > WIDTH)
    return `${block(`${callee}(`, itemsOf(args, spot), ')', spot.indent)}`;
  const column = spot.column + others.length;
  return `${others}${printCode(last, { ...spot, column, tail: spot.tail + 1 })})`;
}
