import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: ['src/main.ts'],
  format: 'esm',
  platform: 'node',
  target: 'node22.12',
  dts: false,
  minify: true,
  fixedExtension: false,
  failOnWarn: true,
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
        { name: 'shared', minShareCount: 2, priority: 1 },
      ],
    },
  },
});
