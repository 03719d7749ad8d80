import { copyFileSync, cpSync, globSync, mkdirSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { defineConfig } from 'tsdown';

/** Each rule's page goes with the CLI, for `outrider rules ID`; the fact sheets for `validate --explain`. */
function copyPages(): void {
  cpSync('../../docs/facts', 'dist/facts', { recursive: true });
  mkdirSync('dist/rules', { recursive: true });
  for (const page of globSync('../core/src/rules/*/README.md')) {
    copyFileSync(page, `dist/rules/${basename(dirname(page))}.md`);
  }
}

const common = {
  platform: 'node',
  target: 'node20.19',
  dts: false,
  minify: true,
  fixedExtension: false,
  failOnWarn: true,
  deps: { alwaysBundle: [/.*/], onlyBundle: false },
} as const;

/** Reading a manifest needs `yaml` only where the text is broken or speaks to us: see src/lazy-yaml.ts. */
const lazyYaml = {
  name: 'lazy-yaml',
  resolveId: (id: string, importer = '') =>
    id === 'yaml' && /core\/src\/(?:manifest|ignore)\//.test(importer)
      ? resolve('src/lazy-yaml.ts')
      : undefined,
};

/** What judges. Sums and timelines do without. */
const VERDICT =
  /packages\/(?:core\/src\/(?:validation|pod-security|rules|ignore|config|diff|edit|migrate|live|analyze|judge-units|object-findings|rereading|units)|report\/src\/(?:validate|diff)|cli\/src\/(?:findings|fix|project\/rules-of))|node_modules\/diff\//;

/** What compares two inputs, and what changes texts: for commands that are asked for that. Baselines have fingerprints too. */
const CHANGE = /packages\/core\/src\/(?:edit\/|diff\/(?!fingerprint|value-at))/;

const outrider = defineConfig({
  ...common,
  entry: ['src/main.ts'],
  format: 'esm',
  plugins: [lazyYaml],
  hooks: { 'build:done': copyPages },
  // Core and report from source, so that each command loads only its rooms; packages in their ESM form where
  // `node` would mean CommonJS, which cannot be shaken and runs before anything asks for it.
  inputOptions: {
    resolve: { conditionNames: ['@outrider/source', 'module', 'import', 'default'] },
  },
  // Each file costs a start-up about a millisecond: one for what `--version` needs, one for what commands share.
  outputOptions: {
    codeSplitting: {
      groups: [
        {
          name: 'shell',
          test: /packages\/cli\/(src\/(cli|io|process-io|usage-error|flags\/|commands\/commands)|package\.json)|core\/src\/did-you-mean/,
          priority: 4,
        },
        // What only scenarios, configurations and fixes need stays out of what all commands load.
        { name: 'own-files', test: /node_modules\/zod|\/own-file\//, priority: 3 },
        { name: 'model', test: (id) => !VERDICT.test(id) && !CHANGE.test(id), minShareCount: 2, priority: 2 },
        { name: 'verdict', test: (id) => !CHANGE.test(id), minShareCount: 2, priority: 1 },
        { name: 'change', test: CHANGE, minShareCount: 2 },
      ],
    },
  },
});

const yaml = defineConfig({
  ...common,
  entry: { yaml: 'yaml' },
  format: 'cjs',
  clean: false,
  checks: { legacyCjs: false },
});

export default [outrider, yaml];
