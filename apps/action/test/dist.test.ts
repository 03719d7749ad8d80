import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'tsdown';
import { beforeAll, describe, expect, it } from 'vitest';
import { licensesText, packageOf } from '../build/licenses.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');

describe('dist', () => {
  let rebuilt = '';
  beforeAll(async () => {
    rebuilt = mkdtempSync(join(tmpdir(), 'outrider-dist-'));
    await build({ cwd: root, config: join(root, 'tsdown.config.ts'), outDir: rebuilt, logLevel: 'silent' });
  });

  it('is what the sources build: run `pnpm build` and commit it', () => {
    expect(readdirSync(dist).sort()).toEqual(readdirSync(rebuilt).sort());
    for (const file of readdirSync(rebuilt)) {
      const isSame = readFileSync(join(dist, file)).equals(readFileSync(join(rebuilt, file)));
      expect(isSame, `dist/${file} is not what the sources build`).toBe(true);
    }
  });

  it.each(readdirSync(dist).filter((file) => file.endsWith('.cjs')))(
    '%s needs nothing but its siblings and Node, and names no folder of the machine it was built on',
    (file) => {
      const bundle = readFileSync(join(dist, file), 'utf8');
      expect(bundle).not.toContain(root);
      expect(bundle.match(/^import /gm)).toBeNull();
      const required = [...bundle.matchAll(/require\("([^"]*)"\)/g)].map(([, name = '']) => name);
      expect(required.filter((name) => !isThere(name))).toEqual([]);
    },
  );
});

const isThere = (name: string): boolean =>
  name.startsWith('./')
    ? readdirSync(dist).includes(name.slice(2))
    : process.getBuiltinModule(name) !== undefined;

describe('licences', () => {
  it('has the text of every bundled package', () => {
    const text = readFileSync(join(dist, 'LICENSES.txt'), 'utf8');
    for (const name of [
      '@actions/core',
      '@actions/github',
      'js-yaml',
      'picomatch',
      'undici',
      'yaml',
      'zod',
    ]) {
      expect(text).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\((MIT|ISC)\\)$`, 'm'));
    }
  });

  it('has none of our own', () => {
    expect(packageOf(join(root, 'src/main.ts'))).toBeUndefined();
    expect(readFileSync(join(dist, 'LICENSES.txt'), 'utf8')).not.toContain('@outrider/');
  });

  it.each([
    ['an unknown licence', 'GPL-3.0', 'unknown licence "GPL-3.0"'],
    ['a missing text', 'MIT', 'it has no licence file'],
  ])('stops the build at %s', (_, license, message) => {
    const module = packageWith(license);
    expect(() => licensesText([module])).toThrow(message);
  });
});

function packageWith(license: string): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'outrider-package-')), 'node_modules', 'odd');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'odd', version: '1.0.0', license }));
  return join(folder, 'index.js');
}
