import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findFiles } from './find-files.ts';

const base = mkdtempSync(join(tmpdir(), 'outrider-find-'));
afterAll(() => rmSync(base, { recursive: true }));

function tree(name: string, files: readonly string[], links: Readonly<Record<string, string>> = {}): string {
  const root = join(base, name);
  for (const file of files) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), '');
  }
  for (const [link, target] of Object.entries(links)) symlinkSync(target, join(root, link));
  return root;
}

const found = (root: string): readonly string[] => findFiles(root).map((file) => file.slice(root.length + 1));

describe('findFiles', () => {
  it('takes the three extensions, sorted, without dot folders and node_modules', () => {
    const root = tree('plain', [
      'b.yml',
      'a.yaml',
      'a.txt',
      'c/x.json',
      '.git/y.yaml',
      'node_modules/m/z.yaml',
      'c.yaml',
    ]);
    expect(found(root)).toEqual(['a.yaml', 'b.yml', 'c/x.json', 'c.yaml']);
  });

  it('follows links that stay inside, and no others', () => {
    writeFileSync(join(base, 'secret.yaml'), '');
    const root = tree('links', ['in/a.yaml', '.data/mounted.yaml'], {
      'out.yaml': '../secret.yaml',
      up: '..',
      'gone.yaml': 'nowhere.yaml',
      'again.yaml': 'in/a.yaml',
      'mounted.yaml': '.data/mounted.yaml',
    });
    expect(found(root)).toEqual(['again.yaml', 'in/a.yaml', 'mounted.yaml']);
  });

  it('ends where links go round in circles', () => {
    const root = tree('circle', ['a/b/x.yaml'], { 'a/b/loop': '../..', 'a/self': '.' });
    expect(found(root)).toEqual(['a/b/x.yaml']);
  });
});
