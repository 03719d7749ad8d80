/** How much of a report is told. */
export interface Detail {
  /** Most workloads that get a table of their own; where there are more, each is a row. */
  readonly tables: number;
  /** Rows of every other table. */
  readonly rows: number;
  /** Workloads with folded details, the worst and largest first. */
  readonly folds: number;
  /** Members of each group that are listed. */
  readonly names: number;
}

const TABLES = 4;

/**
 * The most that fits into a number of UTF-16 units, whole blocks and rows only: everything; else as many names of
 * groups as there is room for; else as many folded details; else as many rows; else rows without tables of single
 * workloads; else the verdict.
 */
export function fit(
  limit: number,
  most: Omit<Detail, 'tables'>,
  render: (detail: Detail) => string,
  verdict: string,
): string {
  const fitting = (detail: Detail): string | undefined => {
    const text = render(detail);
    return text.length <= limit ? text : undefined;
  };
  return (
    fitting({ tables: TABLES, ...most }) ??
    longest(most.names, (names) => fitting({ tables: TABLES, ...most, names })) ??
    longest(most.folds, (folds) => fitting({ tables: TABLES, rows: most.rows, folds, names: 0 })) ??
    longest(most.rows, (rows) => fitting({ tables: TABLES, rows, folds: 0, names: 0 })) ??
    longest(most.rows, (rows) => fitting({ tables: 0, rows, folds: 0, names: 0 })) ??
    verdict.slice(0, limit)
  );
}

/** The text of the largest number below `count` that has one; texts grow with the number. */
function longest(count: number, textOf: (number: number) => string | undefined): string | undefined {
  let best = textOf(0);
  let [least, most] = [1, best === undefined ? 0 : count - 1];
  while (least <= most) {
    const middle = Math.ceil((least + most) / 2);
    const text = textOf(middle);
    if (text === undefined) {
      most = middle - 1;
    } else {
      best = text;
      least = middle + 1;
    }
  }
  return best;
}
