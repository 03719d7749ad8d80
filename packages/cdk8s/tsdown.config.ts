import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: ['src/index.ts', 'src/presets.ts'],
  format: ['cjs'],
  platform: 'node',
  target: 'node20.19',
  dts: true,
  sourcemap: true,
  fixedExtension: false,
  failOnWarn: true,
  checks: { legacyCjs: false },
});
