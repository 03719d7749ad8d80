import { describe, expect, it } from 'vitest';
import { KUBERNETES_VERSIONS, releaseOf } from '../src/index.ts';
import {
  differences,
  readVerdicts,
  releaseOfRow,
  reservedByServer,
  reservedHere,
} from './server-verdicts.ts';

/** Share of verdicts that have to agree at every version. */
const WANTED = 0.999;

/** Differences that are known and why; none at the moment. Keyed by `<file> <line> <version>`. */
const EXPLAINED: ReadonlyMap<string, string> = new Map();

const OPTIONS = { timeout: 120_000 };

describe.each(['random', 'corpus'])('the verdicts of Kubernetes itself on %s workloads', (name) => {
  const rows = readVerdicts(name);

  it.each(KUBERNETES_VERSIONS)('agree at %s', OPTIONS, (version) => {
    const release = releaseOf(version);
    let total = 0;
    const unexplained: string[] = [];
    for (const [index, { doc, verdicts }] of rows.entries()) {
      const verdict = verdicts.find(({ versions }) => versions.includes(version));
      if (verdict === undefined) continue;
      total++;
      const found = differences(doc, verdict, release);
      if (found.length === 0) continue;
      const key = `${name} ${index + 1} ${version}`;
      if (!EXPLAINED.has(key)) unexplained.push(`${key}: ${found.join('; ')}`);
    }
    expect(total).toBe(rows.length);
    expect(unexplained, `of ${total} verdicts`).toEqual([]);
    expect(total - unexplained.length).toBeGreaterThanOrEqual(WANTED * total);
  });
});

describe('what 1.37 says otherwise than 1.36', () => {
  const rows = readVerdicts('since-1.37');
  const all = rows.flatMap((row) => row.verdicts.map((verdict) => ({ row, verdict })));

  it('is recorded with and without the gates that are off', () => {
    expect(rows.filter(({ gates }) => gates === undefined).length).toBeGreaterThan(100);
    expect(rows.filter(({ gates }) => gates !== undefined).length).toBeGreaterThan(100);
  });

  it('is refused and warned of in the same words', () => {
    const found = all.flatMap(({ row, verdict }, index) =>
      differences(row.doc, verdict, releaseOfRow(row, '1.37')).map((text) => `${index + 1}: ${text}`),
    );
    expect(found).toEqual([]);
  });

  it('reserves the same, and is killed in the same order', () => {
    const reserved = all.filter(({ verdict }) => verdict.resources !== undefined);
    expect(reserved.length).toBeGreaterThan(100);
    for (const { row, verdict } of reserved)
      expect(reservedHere(row.doc, releaseOfRow(row, '1.37')), JSON.stringify(row.doc)).toEqual(
        reservedByServer(verdict),
      );
  });
});
