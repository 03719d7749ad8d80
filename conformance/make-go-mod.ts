/**
 * Writes `<minor>/go.mod` and `go.sum` for each minor named (default: all): Kubernetes' own module with its staging
 * modules at the same patch. `node conformance/make-go-mod.ts 1.37`
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildTags, kubeletTags, MINORS, PATCHES, STAGING_PATCHES } from './versions.ts';

const here = import.meta.dirname;

const go = (...args: string[]): string =>
  execFileSync('go', args, { cwd: here, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });

function download(patch: string): { readonly GoMod: string } {
  return JSON.parse(go('mod', 'download', '-json', `k8s.io/kubernetes@v${patch}`));
}

/** `k8s.io/kubernetes` replaces its staging modules by folders that its published module lacks. */
const stagingModules = (goMod: string): string[] =>
  [...goMod.matchAll(/^\s*(k8s\.io\/\S+) => \.\/staging\//gm)].map((match) => match[1] ?? '');

function goModOf(minor: string, patch: string): string {
  const upstream = readFileSync(download(patch).GoMod, 'utf8');
  const patchOf = (module: string): string => STAGING_PATCHES[minor]?.[module] ?? patch;
  const staged = stagingModules(upstream).map((name) => `\t${name} => ${name} v0.${patchOf(name).slice(2)}`);
  const version = /^go .*$/m.exec(upstream)?.[0] ?? 'go 1.26';
  return [
    'module outrider.dev/conformance\n',
    `${version}\n`,
    `require k8s.io/kubernetes v${patch}\n`,
    `replace (\n${staged.join('\n')}\n)\n`,
  ].join('\n');
}

for (const minor of process.argv.length > 2 ? process.argv.slice(2) : MINORS) {
  const patch = PATCHES[minor];
  if (patch === undefined) throw new RangeError(`${minor} is none of ${MINORS.join(', ')}`);
  const folder = join(here, minor);
  mkdirSync(folder, { recursive: true });
  rmSync(join(folder, 'go.sum'), { force: true });
  writeFileSync(join(folder, 'go.mod'), goModOf(minor, patch));
  for (const [programs, tags] of [
    [['./oracle', './pod-security'], buildTags(minor)],
    [['./kubelet'], kubeletTags(minor)],
  ] as const) {
    go('list', '-mod=mod', `-modfile=${minor}/go.mod`, `-tags=${tags}`, '-deps', ...programs);
  }
  console.log(`${minor}: k8s.io/kubernetes v${patch}`);
}
