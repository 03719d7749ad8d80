/** A line's dash and key, with their columns counted from 1. */
interface Layout {
  readonly dash: number | undefined;
  readonly key: string;
  readonly column: number;
  readonly hasValue: boolean;
}

/** A hint, and the line it is about: the one at which the error was found (0) or the next (1). */
export interface LayoutHint {
  readonly message: string;
  readonly linesBelow: 0 | 1;
}

/** What is probably wrong with the indentation of a line, told from the lines around it. */
export function layoutHint(above: readonly string[], line: string, below: string): LayoutHint | undefined {
  const before = above.map(layoutOf).filter((layout) => layout !== undefined);
  const here = layoutOf(line);
  const next = layoutOf(below);
  if (here === undefined) return undefined;
  const continued = underScalar(here, next);
  if (continued !== undefined) return { message: continued, linesBelow: 1 };
  const message = underScalar(before.at(-1), here) ?? strayItem(before, here) ?? strayKey(before, here);
  return message === undefined ? undefined : { message, linesBelow: 0 };
}

function layoutOf(line: string): Layout | undefined {
  const match = /^( *)(- +)?([\w./-]+):( +[^\s#].*)?$/.exec(line.trimEnd());
  if (match === null) return undefined;
  const [, indent = '', dash, key = '', value] = match;
  return {
    dash: dash === undefined ? undefined : indent.length + 1,
    key,
    column: indent.length + (dash?.length ?? 0) + 1,
    hasValue: value !== undefined,
  };
}

/** A key below one that has its value already, but indented more. */
function underScalar(above: Layout | undefined, here: Layout | undefined): string | undefined {
  if (above === undefined || here === undefined) return undefined;
  if (!above.hasValue || here.dash !== undefined || here.column <= above.column) return undefined;
  return `"${here.key}" starts in column ${here.column}, "${above.key}" above it in column ${above.column}; align them`;
}

/** An item whose dash fits no list above. */
function strayItem(above: readonly Layout[], here: Layout): string | undefined {
  const last = above.findLast(({ dash }) => dash !== undefined);
  if (here.dash === undefined || last?.dash === undefined || last.dash === here.dash) return undefined;
  return `the dash before "${here.key}" stands in column ${here.dash}, that before "${last.key}" in column ${last.dash}; align them`;
}

/** A key in a column that no line above has opened. */
function strayKey(above: readonly Layout[], here: Layout): string | undefined {
  const open = openKeys(above);
  if (here.dash !== undefined || open.some(({ column }) => column === here.column)) return undefined;
  const outer = open.findLast(({ column }) => column < here.column);
  const inner = open.find(({ column }) => column > here.column);
  const neighbours = [outer, inner].flatMap((layout) =>
    layout === undefined ? [] : [`"${layout.key}" in column ${layout.column}`],
  );
  if (neighbours.length === 0) return undefined;
  return `"${here.key}" starts in column ${here.column}; above it start ${neighbours.join(' and ')}`;
}

/** The keys that a next line could stand below, the outermost first. */
function openKeys(above: readonly Layout[]): readonly Layout[] {
  return above.reduce<readonly Layout[]>(
    (open, layout) => [...open.filter(({ column }) => column < (layout.dash ?? layout.column)), layout],
    [],
  );
}
