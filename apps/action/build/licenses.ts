import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What Apache-2.0 code may be shipped together with. A new one is a decision, so the build stops. */
const KNOWN: ReadonlySet<string> = new Set([
  'MIT',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'Python-2.0',
]);

export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly text: string;
}

/** The package that a bundled module belongs to, with the text of its licence. Our own packages have none of theirs. */
export function packageOf(module: string): BundledPackage | undefined {
  for (let folder = dirname(module); folder !== dirname(folder); folder = dirname(folder)) {
    const file = join(folder, 'package.json');
    if (!existsSync(file)) continue;
    const { name, version, license } = JSON.parse(readFileSync(file, 'utf8')) as Partial<BundledPackage>;
    if (name === undefined || version === undefined) continue;
    if (!module.includes('/node_modules/')) return undefined;
    return { name, version, license: license ?? '', text: licenseText(folder) };
  }
  return undefined;
}

function licenseText(folder: string): string {
  const [file] = readdirSync(folder)
    .filter((name) => /^(licen[cs]e|copying)(\.|-|$)/i.test(name))
    .sort();
  return file === undefined ? '' : readFileSync(join(folder, file), 'utf8').trim();
}

/**
 * One text with the licence of every bundled package.
 *
 * @throws Error on a licence that nobody has looked at, or a package without one
 */
export function licensesText(modules: Iterable<string>): string {
  const packages = new Map<string, BundledPackage>();
  for (const module of modules) {
    const found = packageOf(module);
    if (found !== undefined) packages.set(`${found.name} ${found.version}`, found);
  }
  const sorted = [...packages].sort(([a], [b]) => (a < b ? -1 : 1));
  return `${sorted.map(([title, one]) => section(title, one)).join('\n\n')}\n`;
}

function section(title: string, { license, text }: BundledPackage): string {
  if (!KNOWN.has(license)) throw new Error(`Cannot bundle ${title}: unknown licence "${license}"`);
  if (text === '') throw new Error(`Cannot bundle ${title}: it has no licence file`);
  return `${title} (${license})\n\n${text.replaceAll('\r\n', '\n')}`;
}

/** Writes `LICENSES.txt` beside the bundle. */
export const licenses = () => ({
  name: 'outrider-licenses',
  generateBundle(
    this: { emitFile: (file: { type: 'asset'; fileName: string; source: string }) => void },
    _options: unknown,
    bundle: Readonly<Record<string, { readonly type: string; readonly modules?: object }>>,
  ): void {
    const modules = Object.values(bundle).flatMap(({ modules: own = {} }) => Object.keys(own));
    this.emitFile({ type: 'asset', fileName: 'LICENSES.txt', source: licensesText(modules) });
  },
});
