import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Json } from '../json.ts';
import { READ_LIMITS } from './limits.ts';
import { isJson, readJson } from './read-json.ts';
import { readYaml } from './read-yaml.ts';
import { splitDocuments } from './split-documents.ts';

interface Vector {
  readonly text: string;
  readonly docs: readonly Json[];
  readonly error?: string;
}

const file = new URL('../../test/vectors/manifest/kubectl-yaml.jsonl.gz', import.meta.url);
const vectors = gunzipSync(readFileSync(file))
  .toString()
  .trimEnd()
  .split('\n')
  .map((line): Vector => JSON.parse(line));

/** Like kubectl, up to the first error. */
function read(text: string): { readonly docs: readonly Json[]; readonly refused: boolean } {
  const docs: Json[] = [];
  for (const part of parts(text)) {
    if (part === undefined) continue;
    if (!('value' in part)) return { docs, refused: true };
    docs.push(part.value);
  }
  return { docs, refused: false };
}

function* parts(text: string) {
  if (isJson(text)) yield* readJson('f', text, READ_LIMITS);
  else for (const chunk of splitDocuments(text)) yield readYaml('f', chunk, READ_LIMITS);
}

/** JSON keeps neither the sign of zero nor, in Go, the order of keys. */
const asJson = (value: Json): Json => JSON.parse(JSON.stringify(value)) as Json;

const batches = Array.from({ length: Math.ceil(vectors.length / 100) }, (_, index) => index * 100);

describe('reads what kubectl reads (P-003 to P-008, P-020, appendix B)', () => {
  it.each(batches)('texts from %i on', (start) => {
    for (const { text, docs, error } of vectors.slice(start, start + 100)) {
      const ours = read(text);
      expect({ text, refused: ours.refused }).toEqual({ text, refused: error !== undefined });
      expect({ text, docs: ours.docs.map(asJson) }).toEqual({ text, docs: docs.map(asJson) });
    }
  });

  it('has enough texts, of both outcomes', () => {
    expect(vectors.length).toBeGreaterThan(1500);
    expect(vectors.filter(({ error }) => error !== undefined).length).toBeGreaterThan(300);
  });
});
