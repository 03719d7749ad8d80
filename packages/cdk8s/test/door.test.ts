import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const cwd = fileURLToPath(new URL('..', import.meta.url));
const script = (name: string) => `
  import { createRequire } from 'node:module';
  import * as imported from '${name}';
  const required = createRequire(import.meta.url)('${name}');
  const names = Object.keys(required).toSorted();
  console.log(JSON.stringify({
    missing: names.filter((name) => imported[name] !== required[name]),
    more: Object.keys(imported).filter((name) => !names.includes(name)),
  }));
`;

it.each(['@outrider/cdk8s', '@outrider/cdk8s/presets'])(
  '%s hands ECMAScript modules all of the one CommonJS implementation',
  (name) => {
    const printed = execFileSync(process.execPath, ['--input-type=module', '-e', script(name)], {
      cwd,
      encoding: 'utf8',
    });
    expect(JSON.parse(printed)).toEqual({ missing: [], more: [] });
  },
);
