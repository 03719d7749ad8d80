import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { runModule } from './codegen/run-module.ts';
import { written } from './codegen/written.ts';

const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const manifests = globSync('*.yaml', { cwd: path('codegen/fixtures') }).toSorted();

/** The goldens are modules of this package: `tsc` checks them with the rest. */
describe('the code of a manifest', () => {
  it.each(manifests)('%s', async (name) => {
    const { code, objects } = written(name, readFileSync(path(`codegen/fixtures/${name}`), 'utf8'));
    await expect(code).toMatchFileSnapshot(path(`codegen/fixtures/${name.replace('.yaml', '.ts')}`));
    expect(runModule(code)).toEqual(objects.map(({ value }) => value));
  });

  it('of the example is what is shown', async () => {
    const manifest = path('../../../examples/job/expected/report.k8s.yaml');
    const { code } = written('report.k8s.yaml', readFileSync(manifest, 'utf8'));
    await expect(code).toMatchFileSnapshot(path('codegen/fixtures/report.ts'));
  });
});
