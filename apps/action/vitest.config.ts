import { defineConfig } from 'vitest/config';

export default defineConfig({
  ssr: { resolve: { conditions: ['@outrider/source'] } },
  test: {
    reporters: ['default', ['json', { outputFile: 'test-results.json' }]],
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    // Each test starts processes of its own, some of which wait for a server that does not answer.
    testTimeout: 60_000,
    typecheck: { enabled: true, tsconfig: './tsconfig.json' },
  },
});
