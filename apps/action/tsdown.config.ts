import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: { index: 'src/main.ts' },
  format: 'cjs',
  platform: 'node',
  target: 'node24',
  dts: false,
  minify: false,
  failOnWarn: true,
  checks: { legacyCjs: false },
  deps: { alwaysBundle: [/.*/], onlyBundle: false },
});
