export * from '../dist/presets.cjs';
