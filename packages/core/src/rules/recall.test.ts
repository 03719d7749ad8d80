import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Json } from '../json.ts';
import type { Container } from '../kubernetes/api-types.gen.ts';
import { isSidecar } from '../kubernetes/container-role.ts';
import { releaseOf } from '../kubernetes/release.ts';
import { NEWEST_KUBERNETES } from '../kubernetes/version.ts';
import { readManifests } from '../manifest/read-manifests.ts';
import { toWorkloads } from '../workload/to-workloads.ts';
import { RULES } from './catalogue.ts';
import { ruleInput } from './input/rule-input.ts';
import { runRules } from './run-rules.ts';

/** One way to break a Pod that works, and the rules of which one has to say so. */
interface Mutation {
  readonly name: string;
  readonly rules: readonly string[];
  /** Changes the spec in place; whether there was something to break. */
  readonly breaks: (spec: Breakable) => boolean;
}

type Open<T> = { -readonly [Field in keyof T]: T[Field] };

/** A spec that may be changed in place. */
interface Breakable {
  readonly initContainers: Open<Container>[];
  readonly containers: Open<Container>[];
}

const PROBES = ['startupProbe', 'readinessProbe', 'livenessProbe'] as const;

/** Takes fields from the first sidecar that has one of them. */
const without =
  (...fields: readonly (keyof Container)[]): Mutation['breaks'] =>
  ({ initContainers }) => {
    const sidecar = initContainers.find((one) => isSidecar(one) && fields.some((field) => field in one));
    for (const field of fields) delete sidecar?.[field];
    return sidecar !== undefined;
  };

const MUTATIONS: readonly Mutation[] = [
  {
    name: 'drop restartPolicy',
    rules: ['never-ending-init-container'],
    breaks: without('restartPolicy'),
  },
  {
    name: 'drop restartPolicy, and what an init container may not have',
    rules: ['never-ending-init-container'],
    breaks: without('restartPolicy', 'lifecycle', ...PROBES),
  },
  {
    name: 'remove the startupProbe',
    rules: ['sidecar-missing-startup-probe'],
    breaks: without('startupProbe'),
  },
  {
    name: 'leave the readinessProbe alone',
    rules: ['readiness-mistaken-for-startup-gate'],
    breaks: ({ initContainers }) => {
      const sidecar = initContainers.find((one) => isSidecar(one) && one.startupProbe && one.readinessProbe);
      delete sidecar?.startupProbe;
      return sidecar !== undefined;
    },
  },
  {
    name: 'three tries of a second',
    rules: ['startup-budget-too-small'],
    breaks: ({ initContainers }) => {
      const probe = initContainers.find((one) => isSidecar(one) && one.startupProbe)?.startupProbe;
      if (probe !== undefined) Object.assign(probe, { failureThreshold: 3, periodSeconds: 1 });
      return probe !== undefined;
    },
  },
  {
    name: 'an init container between the redirection and the proxy',
    rules: ['init-before-needed-sidecar'],
    breaks: ({ initContainers }) => {
      const index = initContainers.findIndex(isSidecar);
      const redirects = initContainers.slice(0, index).some(({ name }) => name?.endsWith('-init') === true);
      if (redirects) initContainers.splice(index, 0, { name: 'migrate', image: 'shop:1', args: ['up'] });
      return redirects;
    },
  },
  {
    name: 'the sidecar among the regular containers',
    rules: ['legacy-sidecar-in-job', 'legacy-sidecar-in-service-workload'],
    breaks: ({ initContainers, containers }) => {
      const index = initContainers.findIndex((one) => isSidecar(one) && one.image !== undefined);
      if (index < 0 || containers.length === 0) return false;
      const [moved] = initContainers.splice(index, 1);
      delete moved?.restartPolicy;
      containers.push({ ...moved });
      return true;
    },
  },
];

const file = new URL('../../test/vectors/rules/mesh.jsonl.gz', import.meta.url);
const release = releaseOf(NEWEST_KUBERNETES);
const objects = gunzipSync(readFileSync(file))
  .toString()
  .trimEnd()
  .split('\n')
  .flatMap((line) => {
    const { file: name, text }: { readonly file: string; readonly text: string } = JSON.parse(line);
    return readManifests(name, text).objects;
  });

/** The specs with init containers anywhere in an object. */
function specsIn(value: Json): readonly Breakable[] {
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap(specsIn);
  if (typeof value !== 'object' || value === null) return [];
  if ('initContainers' in value && 'containers' in value) {
    return [value as unknown as Breakable];
  }
  return Object.values(value).flatMap(specsIn);
}

/** Whether one of the rules fires on a broken object; `undefined` if there was nothing to break. */
function isCaught(value: Json, { rules, breaks }: Mutation): boolean | undefined {
  const broken = structuredClone(value);
  if (!specsIn(broken).some(breaks)) return undefined;
  const read = readManifests('broken.json', JSON.stringify(broken)).objects;
  const input = ruleInput(
    read,
    read.flatMap((object) => toWorkloads(object, release)),
  );
  const asked = RULES.filter(({ meta }) => rules.includes(meta.id));
  return [...runRules(input, release, { rules: asked }).values()].flat().length > 0;
}

describe('meshes that are broken on purpose', () => {
  it.each(MUTATIONS)('$name', (mutation) => {
    const outcomes = objects
      .map(({ value }) => isCaught(value, mutation))
      .filter((caught) => caught !== undefined);
    expect(outcomes.length).toBeGreaterThan(100);
    expect(outcomes.filter(Boolean).length / outcomes.length).toBeGreaterThanOrEqual(0.95);
  });
});
