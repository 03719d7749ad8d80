import { describe, expect, it } from 'vitest';
import { KUBERNETES_VERSIONS, releaseOf } from '../src/index.ts';
import { differences, readVerdicts } from './server-verdicts.ts';

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
