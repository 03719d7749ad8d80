import { plain } from '@outrider/report';
import { expect, it } from 'vitest';
import { diffText, unifiedDiff } from './unified-diff.ts';

const patch = unifiedDiff('a.yaml', 'a: "\u001b[2J"\r\nb:\t1\r\n', 'a: "\u001b[2J"\r\nb:\t2\r\n');

it('shows a terminal nothing that it would obey, and keeps the patch for git as it is', () => {
  expect(diffText(patch, plain, false)).toBe(patch);
  expect(diffText(patch, plain, true)).toContain(' a: "\\u001b[2J"\n-b:  1\n+b:  2\n');
});

it('ends names with blanks as git does', () => {
  expect(unifiedDiff('a b.yaml', 'a: 1\n', 'a: 2\n')).toBe(
    'diff --git a/a b.yaml b/a b.yaml\n--- a/a b.yaml\t\n+++ b/a b.yaml\t\n@@ -1,1 +1,1 @@\n-a: 1\n+a: 2\n',
  );
});
