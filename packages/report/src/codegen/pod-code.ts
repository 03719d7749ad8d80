import { fitsType, isJsonObject, type Json, type JsonObject, type KubernetesVersion } from '@outrider/core';
import { byName, isLabel, isList, isText, isTextMap } from './checks.ts';
import type { Claim } from './claims.ts';
import { type Call, type Code, call, type Entry, literal, name, object } from './code.ts';
import { type Around, initCode, type NamedContainer, regularCode, sidecarCode } from './container-code.ts';
import { type Expressed, fault } from './expressed.ts';
import type { Sleeps } from './probe-parts.ts';
import { isEmpty, isSame, subtract } from './subtract.ts';

/** The Kubernetes that the code is meant for. */
export interface Aim {
  /** Written into the code, if the user chose one. */
  readonly target: KubernetesVersion | undefined;
  readonly hasSidecars: boolean;
  readonly sleeps: Sleeps;
}

/** Where the name of a sidecar's constant comes from. */
export type NameSidecar = (container: string, code: Code) => string;

export interface PodInput {
  readonly metadata: JsonObject;
  readonly spec: JsonObject;
  /** Where the spec stands in the object. */
  readonly specPath: string;
  /** Fields of the spec that are said elsewhere: the restartPolicy of a Job. */
  readonly without: readonly string[];
  /** Volumes that the StatefulSet around it claims. */
  readonly claims: readonly Claim[];
  readonly aim: Aim;
  readonly nameSidecar: NameSidecar;
}

/** `pod({ … }).sidecar(…).container(…)`, without a door. */
export interface PodCode {
  readonly head: Call;
  readonly calls: readonly Call[];
  /** The metadata that it writes. */
  readonly metadata: JsonObject;
  /** What went into `raw`, by the path of what it is a field of. */
  readonly raws: readonly Raw[];
}

export interface Raw {
  readonly path: string;
  readonly fields: JsonObject;
}

export function podCode(input: PodInput): Expressed<PodCode> {
  const inits = containersIn(input, 'initContainers');
  if ('fault' in inits) return inits;
  const regulars = containersIn(input, 'containers');
  if ('fault' in regulars) return regulars;
  const wrong = wrongContainers(input, inits, regulars);
  if (wrong !== undefined) return wrong;
  const volumes = volumesOf(input.spec);
  const declared = [...volumes.map(([volume]) => volume), ...input.claims.map((claim) => claim.name)];
  const around = { volumes: new Set(declared), sleeps: input.aim.sleeps };
  const written = [
    ...inits.map((container, index) => initCall(container, index, around, input)),
    ...regulars.map((container, index) => regularCall(container, index, around, input)),
  ];
  const options = optionsOf(input, volumes.length > 0);
  return {
    head: call('pod', ...(options.entries.length > 0 ? [object(options.entries)] : [])),
    calls: [
      ...volumes.map(volumeCall),
      ...input.claims.map((claim) => claim.call),
      ...written.map(({ made }) => made),
    ],
    metadata: options.metadata,
    raws: [options.raw, ...written.map(({ raw }) => raw)].filter(({ fields }) => !isEmpty(fields)),
  };
}

type Containers = readonly NamedContainer[];

function containersIn({ spec, specPath }: PodInput, list: string): Expressed<Containers> {
  const containers = spec[list] ?? [];
  if (!isList(containers)) return fault(`${specPath}.${list}`, 'it is no list');
  const named: NamedContainer[] = [];
  for (const [index, fields] of containers.entries()) {
    const path = `${specPath}.${list}[${index}]`;
    if (!isJsonObject(fields)) return fault(path, 'it is no container');
    if (!isLabel(fields['name'])) return fault(path, 'the container has no name that Kubernetes takes');
    if (!isText(fields['image'])) return fault(path, 'the container has no image');
    named.push({ name: fields['name'], image: fields['image'], fields });
  }
  return named;
}

/** What the types of the builder refuse. */
function wrongContainers({ specPath, aim }: PodInput, inits: Containers, regulars: Containers) {
  if (regulars.length === 0) return fault(specPath, 'there is no regular container');
  const names = [...inits, ...regulars].map((container) => container.name);
  const twice = names.find((one, index) => names.indexOf(one) !== index);
  if (twice !== undefined) return fault(specPath, `two containers are called "${twice}"`);
  return inits.some(isSidecar) && !aim.hasSidecars
    ? fault(specPath, `native sidecars need Kubernetes 1.29, the target is ${aim.target}`)
    : undefined;
}

const isSidecar = ({ fields }: NamedContainer): boolean => fields['restartPolicy'] === 'Always';

interface Written {
  readonly made: Call;
  readonly raw: Raw;
}

function initCall(container: NamedContainer, index: number, around: Around, input: PodInput): Written {
  const path = `${input.specPath}.initContainers[${index}]`;
  if (isSidecar(container)) {
    const { code, raw } = sidecarCode(container, around);
    return {
      made: call('sidecar', name(input.nameSidecar(container.name, code))),
      raw: { path, fields: raw },
    };
  }
  const { code, raw } = initCode(container, around);
  return { made: call('init', literal(container.name), code), raw: { path, fields: raw } };
}

function regularCall(
  container: NamedContainer,
  index: number,
  around: Around,
  { specPath }: PodInput,
): Written {
  const { code, raw } = regularCode(container, around);
  const path = `${specPath}.containers[${index}]`;
  return { made: call('container', literal(container.name), code), raw: { path, fields: raw } };
}

type Volumes = readonly (readonly [string, JsonObject])[];

/** The volumes, if the builder takes every one of them; else they go into `raw` together, as lists do. */
function volumesOf({ volumes }: JsonObject): Volumes {
  const named = byName(volumes) ?? [];
  return named.every(([volume, source]) => isLabel(volume) && fitsType(source, 'Volume')) ? named : [];
}

const volumeCall = ([volume, source]: Volumes[number]): Call =>
  call('volume', literal(volume), literal(source));

interface Options {
  readonly entries: readonly Entry[];
  readonly metadata: JsonObject;
  readonly raw: Raw;
}

/** Lists that have methods of their own. */
const LISTS = ['initContainers', 'containers', 'volumes'];

/** Fields that the options lack. */
const NO_OPTIONS: readonly string[] = ['ephemeralContainers', 'restartPolicy'];

function optionsOf({ metadata, spec, specPath, without, aim }: PodInput, hasVolumes: boolean): Options {
  const said = LISTS.filter((list) => list !== 'volumes' || hasVolumes).filter(
    (list) => !isSame(spec[list] ?? null, []),
  );
  const left = Object.entries(spec).filter(([key]) => !said.includes(key) && !without.includes(key));
  const typed = left.filter(
    ([key, value]) =>
      !NO_OPTIONS.includes(key) && !LISTS.includes(key) && fitsType({ [key]: value }, 'PodSpec'),
  );
  const raw = subtract(Object.fromEntries(left), Object.fromEntries(typed)) ?? {};
  const maps = ['labels', 'annotations'].flatMap((key) => textMap(key, metadata[key]));
  const more = specPath === 'spec' ? {} : otherMetadata(metadata);
  return {
    entries: [
      ...(aim.target === undefined ? [] : [['target', literal(aim.target)] as const]),
      ...maps.map(([key, value]) => [key, literal(value)] as const),
      ...(isEmpty(more) ? [] : [['metadata', literal(more)] as const]),
      ...typed.map(([key, value]) => [key, literal(value)] as const),
      ...(isEmpty(raw) ? [] : [['raw', literal(raw)] as const]),
    ],
    metadata: { ...Object.fromEntries(maps), ...more },
    raw: { path: specPath, fields: raw },
  };
}

const textMap = (key: string, value: Json | undefined): readonly (readonly [string, Json])[] =>
  isTextMap(value) && !isEmpty(value) ? [[key, value]] : [];

/** What a template's metadata has beside labels and annotations; that of a Pod is the object's. */
const otherMetadata = (metadata: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(metadata).filter(
      ([key, value]) => !['labels', 'annotations'].includes(key) && fitsType({ [key]: value }, 'ObjectMeta'),
    ),
  );

/** The chain with the call that ends it. */
export const chainOf = ({ head, calls }: PodCode, last: Call): Code => ({
  is: 'chain',
  head,
  calls: [...calls, last],
});
