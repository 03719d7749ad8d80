/**
 * Compares the field table with the Go types of each minor: `node conformance/compare-fields.ts [MINOR…]`.
 * Prints what a row of the table would have to say.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { oracleOf } from './oracle.ts';
import { MINORS } from './versions.ts';

type Fields = Record<string, Record<string, string>>;

const file = new URL('../packages/core/src/kubernetes/field-table.json', import.meta.url);
const table: Fields = JSON.parse(readFileSync(file, 'utf8'));
const names = Object.keys(table);

const isIn = (minor: number, since = '0', until = '99'): boolean =>
  Number(since || 0) <= minor && minor <= Number(until);

/** The table as one minor has it, in the oracle's codes. */
function tableAt(minor: number): Fields {
  const rows = Object.entries(table).map(([type, fields]) => {
    const known = Object.entries(fields).flatMap(([field, text]) => {
      const [, code = '', since, until] = /^([^!@-]*)!?(?:@(\d+))?(?:-(\d+))?$/.exec(text) ?? [];
      return isIn(minor, since, until)
        ? [[field, code.replace(/\d+$/, (index) => names[Number(index)] ?? index)]]
        : [];
    });
    return [type, Object.fromEntries(known)];
  });
  return Object.fromEntries(rows);
}

const rowsOf = (fields: Fields): string[] =>
  Object.entries(fields).flatMap(([type, known]) =>
    Object.entries(known).map(([field, code]) => `${type}.${field}: ${code}`),
  );

for (const minor of process.argv.length > 2 ? process.argv.slice(2) : MINORS) {
  const types: Fields = JSON.parse(execFileSync(oracleOf(minor), ['-fields'], { encoding: 'utf8' }));
  const [expected, said] = [new Set(rowsOf(types)), new Set(rowsOf(tableAt(Number(minor.slice(2)))))];
  const missing = [...expected].filter((row) => !said.has(row));
  const extra = [...said].filter((row) => !expected.has(row));
  console.log(
    `# ${minor}: ${expected.size} fields, ${missing.length} missing in the table, ${extra.length} too many`,
  );
  for (const row of missing) console.log(`- missing ${row}`);
  for (const row of extra) console.log(`- too many ${row}`);
}
