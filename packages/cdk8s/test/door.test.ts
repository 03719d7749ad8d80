import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const cwd = fileURLToPath(new URL('..', import.meta.url));
const script = `
  import { createRequire } from 'node:module';
  import * as imported from '@outrider/cdk8s';
  const required = createRequire(import.meta.url)('@outrider/cdk8s');
  const names = Object.keys(required).toSorted();
  console.log(JSON.stringify({
    missing: names.filter((name) => imported[name] !== required[name]),
    more: Object.keys(imported).filter((name) => !names.includes(name)),
  }));
`;

it('hands ECMAScript modules all of the one CommonJS implementation', () => {
  const printed = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd,
    encoding: 'utf8',
  });
  expect(JSON.parse(printed)).toEqual({ missing: [], more: [] });
});
