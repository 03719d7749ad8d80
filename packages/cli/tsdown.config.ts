import { copyFileSync, cpSync, globSync, mkdirSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { defineConfig } from 'tsdown';

/** Each rule's page goes with the CLI, for `outrider rules ID`; the fact sheets for `validate --explain`. */
function copyPages(): void {
  cpSync('../../docs/facts', 'dist/facts', { recursive: true });
  mkdirSync('dist/rules', { recursive: true });
  for (const page of globSync('../core/src/rules/*/README.md')) {
    copyFileSync(page, `dist/rules/${basename(dirname(page))}.md`);
  }
}

export default defineConfig({
  entry: ['src/main.ts'],
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  dts: false,
  minify: true,
  fixedExtension: false,
  failOnWarn: true,
  hooks: { 'build:done': copyPages },
  deps: { alwaysBundle: [/.*/], onlyBundle: false },
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
          test: /packages\/cli\/(src\/(cli|io|process-io|usage-error|flags\/|commands\/commands)|package\.json)/,
          priority: 2,
        },
        // What only scenarios, configurations and fixes need stays out of what all commands load.
        { name: 'own-files', test: /node_modules\/zod|\/own-file\//, priority: 3 },
        { name: 'shared', minShareCount: 2, priority: 1 },
      ],
    },
  },
});
