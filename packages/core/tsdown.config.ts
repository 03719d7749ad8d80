import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: ['src/index.ts', 'src/objects.ts', 'src/verdict.ts'],
  format: ['esm', 'cjs'],
  platform: 'neutral',
  target: 'es2022',
  dts: true,
  sourcemap: true,
  fixedExtension: false,
  failOnWarn: true,
  checks: { legacyCjs: false },
});
