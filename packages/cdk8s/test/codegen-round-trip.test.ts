import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { runModule } from './codegen/run-module.ts';
import { written } from './codegen/written.ts';

const vectors = new URL('../../core/test/vectors/', import.meta.url);

const linesOf = (name: string): readonly string[] =>
  gunzipSync(readFileSync(new URL(name, vectors)))
    .toString('utf8')
    .trim()
    .split('\n');

/** Texts of many objects each: a module a text. */
const chunks = (texts: readonly string[], size: number): readonly string[] =>
  Array.from({ length: Math.ceil(texts.length / size) }, (_, index) =>
    texts.slice(index * size, (index + 1) * size).join('\n---\n'),
  );

const documents = (name: string): readonly string[] =>
  chunks(
    linesOf(name).map((line) => JSON.stringify((JSON.parse(line) as { doc: object }).doc)),
    50,
  );

const CORPORA: Readonly<Record<string, readonly string[]>> = {
  'injected by meshes': linesOf('rules/mesh.jsonl.gz').map(
    (line) => (JSON.parse(line) as { text: string }).text,
  ),
  'real objects': documents('apiserver/corpus.jsonl.gz'),
  'random workloads, most of them invalid': documents('apiserver/random.jsonl.gz'),
};

describe('the code of a manifest emits the objects of the manifest', () => {
  it.each(Object.entries(CORPORA))('%s', (_, texts) => {
    let count = 0;
    for (const text of texts) {
      const { code, objects } = written('all.yaml', text);
      expect(runModule(code)).toEqual(objects.map(({ value }) => value));
      count += objects.length;
    }
    expect(count).toBeGreaterThan(100);
  });
});
