import { defineConfig } from 'tsdown';
import { licenses } from './build/licenses.ts';

/**
 * Both actions and what they share, with everything in it: the runner installs nothing. From sources, so that it needs
 * no other build.
 */
export default defineConfig({
  entry: { index: 'src/main.ts', comment: 'src/comment-main.ts' },
  format: 'cjs',
  platform: 'node',
  target: 'node24',
  dts: false,
  minify: false,
  failOnWarn: true,
  checks: { legacyCjs: false },
  deps: { alwaysBundle: [/.*/], onlyBundle: false },
  inputOptions: { resolve: { conditionNames: ['@outrider/source', 'node', 'import', 'default'] } },
  outputOptions: {
    chunkFileNames: '[name].cjs',
    codeSplitting: { groups: [{ name: 'shared', minShareCount: 2 }] },
  },
  plugins: [licenses()],
});
