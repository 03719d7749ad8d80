import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

/** Who may import whom inside core; printed in docs/architecture.md. Files of the root: see ROOT_FILES. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  kubernetes: [],
  quantity: [],
  manifest: [],
  edit: ['manifest'],
  store: ['kubernetes', 'quantity'],
  workload: ['kubernetes', 'quantity', 'manifest', 'store'],
  resources: ['kubernetes', 'quantity', 'store', 'workload'],
  'own-file': [],
  lifecycle: ['own-file', 'kubernetes', 'quantity', 'workload'],
  live: ['kubernetes', 'manifest', 'store', 'workload', 'resources', 'lifecycle'],
  validation: ['kubernetes', 'quantity', 'store', 'workload', 'resources'],
  'pod-security': ['kubernetes', 'workload'],
  rules: [
    'kubernetes',
    'quantity',
    'manifest',
    'store',
    'workload',
    'resources',
    'lifecycle',
    'pod-security',
  ],
  mesh: ['kubernetes', 'manifest', 'store', 'workload', 'rules'],
  ignore: ['manifest', 'store', 'workload', 'rules'],
  config: ['own-file', 'manifest', 'store', 'rules', 'ignore', 'diff'],
  diff: ['kubernetes', 'quantity', 'manifest', 'workload', 'resources', 'lifecycle', 'rules'],
  migrate: ['kubernetes', 'manifest', 'edit', 'workload', 'resources', 'rules', 'diff'],
};

/** The words every folder may use, and the files that join the folders. */
const SHARED = ['canonical.ts', 'json.ts', 'finding.ts', 'did-you-mean.ts'];
const JOINING = [
  'analysis.ts',
  'analyze.ts',
  'inventory.ts',
  'judge-units.ts',
  'object-findings.ts',
  'rereading.ts',
  'units.ts',
  'index.ts',
  'objects.ts',
  'verdict.ts',
];

/** Inside lifecycle: decisions, the outside world and the engine are three rooms. */
const LIFECYCLE_ROOMS: Record<string, readonly string[]> = {
  kubelet: [],
  world: [],
  engine: ['kubelet', 'world'],
};

const PACKAGES: Record<string, readonly string[]> = {
  'packages/core': ['js-yaml', 'yaml', 'zod'],
  'packages/report': ['@outrider/core'],
  'packages/cdk8s': ['@outrider/core', '@outrider/report'],
};

const src = fileURLToPath(new URL('../src/', import.meta.url));
const root = fileURLToPath(new URL('../../../', import.meta.url));
const sources = globSync('**/*.ts', { cwd: src }).filter((file) => !file.endsWith('.test.ts'));

const importsOf = (text: string): string[] =>
  [...text.matchAll(/(?:^|\n)\s*(?:import|export)\b[^'";]*?from\s+'([^']+)'|import\('([^']+)'\)/g)].map(
    (match) => match[1] ?? match[2] ?? '',
  );

const folderOf = (file: string): string => (file.includes('/') ? (file.split('/')[0] ?? '') : '');

describe('folders of core import one way', () => {
  it.each(sources)('%s', (file) => {
    const folder = folderOf(file);
    for (const target of importsOf(readFileSync(join(src, file), 'utf8'))) {
      expect(target, 'core runs in a browser').not.toMatch(/^node:/);
      if (!target.startsWith('.')) continue;
      const resolved = normalize(join(dirname(file), target));
      const to = folderOf(resolved);
      if (folder === '' && JOINING.includes(file)) continue;
      if (to === '' && SHARED.includes(resolved)) continue;
      if (
        to === '' &&
        ['diff', 'config', 'migrate'].includes(folder) &&
        ['analysis.ts', 'inventory.ts'].includes(resolved)
      )
        continue;
      if (to === folder) continue;
      expect([...(MAY_IMPORT[folder] ?? [])], `${file} imports ${resolved}`).toContain(to);
    }
  });

  it('keeps the three rooms of the lifecycle apart', () => {
    for (const file of sources.filter((name) => name.startsWith('lifecycle/'))) {
      const room = file.split('/')[1] ?? '';
      if (!(room in LIFECYCLE_ROOMS)) continue;
      for (const target of importsOf(readFileSync(join(src, file), 'utf8'))) {
        const to = relative('lifecycle', normalize(join(dirname(file), target))).split('/')[0] ?? '';
        if (!target.startsWith('.') || to === room || !(to in LIFECYCLE_ROOMS)) continue;
        expect(LIFECYCLE_ROOMS[room], `${file} imports ${target}`).toContain(to);
      }
    }
  });

  it('names every folder', () => {
    const folders = new Set(sources.map(folderOf).filter((folder) => folder !== ''));
    expect([...folders].filter((folder) => !(folder in MAY_IMPORT))).toEqual([]);
  });
});

describe('core is pure', () => {
  it.each(sources)('%s', (file) => {
    const code = readFileSync(join(src, file), 'utf8').replace(
      /\/\*[\s\S]*?\*\/|\/\/.*|'[^'\n]*'|`[^`]*`|\/(?:\\.|[^/\\\n])+\//g,
      '',
    );
    expect(code).not.toMatch(
      /\b(console|process|Date\.now|new Date\(\)|Math\.random|setTimeout|await|async)\b/,
    );
  });
});

describe('packages import what the design allows', () => {
  it.each(Object.entries(PACKAGES))('%s', (folder, allowed) => {
    const manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    expect(Object.keys(manifest.dependencies ?? {}).filter((name) => !allowed.includes(name))).toEqual([]);
  });
});
