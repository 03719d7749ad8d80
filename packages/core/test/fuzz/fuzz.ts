import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { analyze } from '../../src/analyze.ts';
import { releaseOf } from '../../src/kubernetes/release.ts';
import { KUBERNETES_VERSIONS } from '../../src/kubernetes/version.ts';
import { mutate, randomFrom } from './mutate.ts';

const here = fileURLToPath(new URL('..', import.meta.url));

/** Manifests to start from: real ones of service meshes, and those of the server's cases. */
export function seeds(): readonly string[] {
  const mesh = gunzipSync(readFileSync(`${here}vectors/rules/mesh.jsonl.gz`))
    .toString()
    .trimEnd();
  const cases = globSync('cases/*.yaml', { cwd: here }).toSorted();
  return [
    ...mesh.split('\n').map((line): string => JSON.parse(line).text),
    ...cases.map((file) => readFileSync(here + file, 'utf8')),
  ].filter((text) => text.length < 64 * 1024);
}

/** Whoever takes longer is measured again: a collection of garbage is not its fault. */
const LONG_MS = 50;

/** One mutated manifest, read and judged in full. */
export interface Trial {
  readonly text: string;
  readonly milliseconds: number;
}

/**
 * Reads and judges mutated manifests, each at one of the versions.
 *
 * @throws whatever {@link analyze} throws, with the number of the trial: it should never
 */
export function* fuzz(count: number, seed: number): Generator<Trial> {
  const texts = seeds();
  const random = randomFrom(seed);
  for (let trial = 0; trial < count; trial += 1) {
    const pick = (): string => texts[Math.floor(random() * texts.length)] ?? '';
    const text = mutate(pick(), pick(), random);
    const version = KUBERNETES_VERSIONS[trial % KUBERNETES_VERSIONS.length] ?? '1.37';
    const once = (): number => judged(text, version, `trial ${trial} of seed ${seed}`);
    const first = once();
    yield { text, milliseconds: first < LONG_MS ? first : Math.min(first, once(), once()) };
  }
}

function judged(text: string, version: (typeof KUBERNETES_VERSIONS)[number], name: string): number {
  const start = process.cpuUsage();
  try {
    const { workloads } = analyze([{ file: 'a.yaml', text }], releaseOf(version));
    for (const { resources } of workloads) if (resources === undefined) throw new Error('No resources');
  } catch (error) {
    throw new Error(`${name}: ${JSON.stringify(text)}`, { cause: error });
  }
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}
