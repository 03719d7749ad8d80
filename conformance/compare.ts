/**
 * Compares Outrider with Kubernetes' own code on random workloads.
 * `node conformance/compare.ts [--minor 1.37]… [--count 1000] [--seed 1] [--facet errors]… [--feature-gates A=true] [--show 20] [--objects FILE.jsonl] [--stored]`
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { KUBERNETES_VERSIONS } from '../packages/core/src/index.ts';
import { type Difference, differences, FACETS, type Facet } from './differences.ts';
import { type GeneratedObject, workload } from './generate/workload.ts';
import { ask, type Verdict } from './oracle.ts';
import { outriderVerdict, releaseAt } from './outrider.ts';
import { shrink } from './shrink.ts';

const { values: options } = parseArgs({
  options: {
    minor: { type: 'string', multiple: true, default: [...KUBERNETES_VERSIONS] },
    count: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    facet: { type: 'string', multiple: true, default: [...FACETS] },
    'feature-gates': { type: 'string', default: '' },
    show: { type: 'string', default: '20' },
    objects: { type: 'string' },
    stored: { type: 'boolean', default: false },
  },
});

const featureGates = options['feature-gates'];
const facets = new Set<string>(options.facet);

/** Differences of one cause look alike but for indices, names and numbers. */
function signature({ facet, side, text }: Difference): string {
  const general = text
    .replaceAll(/\bspec\.(jobTemplate\.spec\.)?template\.spec\b|^template\.spec\b/g, 'spec')
    .replaceAll(/\[(\d+|[^\]"]*)\]/g, '[]')
    .replaceAll(/(?<=: |=|= )-?[\d.]+\w*/g, 'N')
    .replace(facet === 'values' ? /\{.*\}/ : /^$/, '{}')
    .replace(facet === 'oomScoreAdj' ? /^.*(?==)/ : /^$/, 'container');
  return `${facet} ${side} ${general}`;
}

/** With `--stored` Outrider sums up the Pod that Kubernetes stored: its own decoding and defaulting take no part. */
const storedPod = ({ resources }: Verdict): GeneratedObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  ...resources?.pod,
});

function compareAll(minor: string, objects: readonly GeneratedObject[]): Difference[][] {
  const release = releaseAt(minor, featureGates);
  const verdicts = ask(minor, objects, { featureGates });
  return objects.map((object, index) => {
    const verdict = verdicts[index] as Verdict;
    const said = outriderVerdict(options.stored ? storedPod(verdict) : object, release);
    return differences(minor, object, verdict, said).filter(({ facet }) => facets.has(facet));
  });
}

interface Kind {
  readonly example: GeneratedObject;
  readonly difference: Difference;
  count: number;
}

function kindsOf(objects: readonly GeneratedObject[], found: readonly Difference[][]): Map<string, Kind> {
  const kinds = new Map<string, Kind>();
  found.forEach((all, index) => {
    for (const difference of all) {
      const kind = kinds.get(signature(difference));
      if (kind) kind.count++;
      else
        kinds.set(signature(difference), {
          example: objects[index] as GeneratedObject,
          difference,
          count: 1,
        });
    }
  });
  return new Map([...kinds].toSorted(([, a], [, b]) => b.count - a.count));
}

const minimal = (minor: string, wanted: string, example: GeneratedObject): object =>
  shrink(example, (candidates) =>
    compareAll(minor, candidates).map((all) => all.some((one) => signature(one) === wanted)),
  );

/** Fewer differences as the facet of each: `errors 12, drops 1`. */
function byFacet(found: readonly Difference[][]): string {
  const counts = FACETS.map((facet): [Facet, number] => [
    facet,
    found.filter((all) => all.some((one) => one.facet === facet)).length,
  ]);
  return counts
    .filter(([, count]) => count > 0)
    .map(([facet, count]) => `${facet} ${count}`)
    .join(', ');
}

const objects: GeneratedObject[] = options.objects
  ? readFileSync(options.objects, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
  : Array.from({ length: Number(options.count) }, (_, index) =>
      workload(Number(options.seed) * 1_000_003 + index),
    );

const shown = new Set<string>();
for (const minor of options.minor) {
  const found = compareAll(minor, objects);
  const same = found.filter((all) => all.length === 0).length;
  console.log(
    `# ${minor}: ${same} of ${objects.length} agree${same < objects.length ? `; differ: ${byFacet(found)}` : ''}`,
  );
  for (const [name, { example, difference, count }] of kindsOf(objects, found)) {
    if (shown.has(name) || shown.size >= Number(options.show)) continue;
    shown.add(name);
    console.log(
      `\n## ${name}\n${count} times; ${difference.side}: ${difference.text}\n${JSON.stringify(minimal(minor, name, example))}`,
    );
  }
}
