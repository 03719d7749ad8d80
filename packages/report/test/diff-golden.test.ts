import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { diffJson, diffMarkdown, diffText, plain } from '../src/index.ts';
import { fixtureDiff } from './analysis-of.ts';

const golden = (name: string): string => fileURLToPath(new URL(`./fixtures/diff/${name}`, import.meta.url));

describe.each(['conversion', 'order-swap', 'lost-qos', 'removed-workload', 'renamed'])(
  'diff of %s',
  (name) => {
    const diff = fixtureDiff(name);
    it('as a comment', () => expect(diffMarkdown(diff)).toMatchFileSnapshot(golden(`${name}/comment.md`)));
    it('as text', () =>
      expect(diffText(diff, { paint: plain, width: 100 })).toMatchFileSnapshot(golden(`${name}/diff.txt`)));
    it('as JSON', () => expect(diffJson(diff)).toMatchFileSnapshot(golden(`${name}/diff.json`)));
  },
);
