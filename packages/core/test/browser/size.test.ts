import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'tsdown';
import { expect, it } from 'vitest';

const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** What a page would load: all of an entry and its packages, as one minified file. */
async function gzippedBytes(entry: string): Promise<number> {
  const codes: string[] = [];
  await build({
    config: false,
    cwd: path('.'),
    entry: path(entry),
    format: 'esm',
    platform: 'browser',
    minify: true,
    dts: false,
    write: false,
    logLevel: 'silent',
    deps: { alwaysBundle: [/.*/], onlyBundle: false },
    plugins: [
      {
        name: 'weigh',
        generateBundle: (_options, bundle) => {
          for (const file of Object.values(bundle)) if (file.type === 'chunk') codes.push(file.code);
        },
      },
    ],
  });
  return gzipSync(codes.join('')).length;
}

/** The second is more than a page should load: most of it are rules, validation and yaml. It grows no further. */
it.each([
  { page: 'timelines.ts', most: 150_000 },
  { page: 'verdicts.ts', most: 240_000 },
])('$page is at most $most bytes, gzipped', async ({ page, most }) => {
  const bytes = await gzippedBytes(page);
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes).toBeLessThanOrEqual(most);
});
