/** How much of a report is told. */
export interface Detail {
  /** Workloads with a table of their own. */
  readonly tables: number;
  /** Rows of every other table. */
  readonly rows: number;
  /** Workloads with folded details. */
  readonly folds: number;
}

/** From everything to the verdict alone. */
export const LADDER: readonly Detail[] = [
  { tables: 4, rows: 1000, folds: 200 },
  { tables: 4, rows: 200, folds: 50 },
  { tables: 4, rows: 100, folds: 10 },
  { tables: 4, rows: 50, folds: 0 },
  { tables: 1, rows: 20, folds: 0 },
  { tables: 0, rows: 5, folds: 0 },
  { tables: 0, rows: 0, folds: 0 },
];

/** The most that fits into a number of UTF-16 units, or else the verdict, cut if it must be. */
export function fit(limit: number, render: (detail: Detail) => string, verdict: string): string {
  for (const detail of LADDER) {
    const text = render(detail);
    if (text.length <= limit) return text;
  }
  return verdict.slice(0, limit);
}
