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
});
