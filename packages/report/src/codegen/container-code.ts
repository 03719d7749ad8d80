import type { JsonObject } from '@outrider/core';
import { type Call, type Code, call, literal, object } from './code.ts';
import { command, env, envFrom, flag, oneOf, type Part, security, text } from './container-parts.ts';
import { hardened } from './hardened-part.ts';
import { mountCalls, mountOptions } from './mount-parts.ts';
import { portNames, ports } from './port-parts.ts';
import { hook, preStopSleep, probe, type Sleeps } from './probe-parts.ts';
import { mainResource, otherResources, restOfResources } from './resource-parts.ts';
import { isEmpty, overlay, subtract } from './subtract.ts';

/** A container that the builder can be given: one with a name and an image. */
export interface NamedContainer {
  readonly name: string;
  readonly image: string;
  readonly fields: JsonObject;
}

/** What the Pod around a container declares. */
export interface Around {
  readonly volumes: ReadonlySet<string>;
  readonly sleeps: Sleeps;
}

/** A container in code, and those of its fields that only `raw` could take. */
export interface ContainerCode<C> {
  readonly code: C;
  readonly raw: JsonObject;
}

/** `sidecar('name', 'image').args(…)` and so on. */
export function sidecarCode(container: NamedContainer, around: Around): ContainerCode<Code> {
  const { fields } = container;
  const parts = [
    ...start(fields),
    ...serving(fields),
    ...resources(fields, otherResources(fields)),
    mountCalls(fields, around.volumes),
    ...hooks(fields, around),
    ...lastWords(fields),
    hardened(fields),
  ].filter((part) => part !== undefined);
  const { restartPolicy: _, ...others } = fields;
  const raw = rest(others, parts, container);
  const calls = joinLimits(parts.flatMap((part) => part.calls));
  const head = call('sidecar', literal(container.name), literal(container.image));
  const all = isEmpty(raw) ? calls : [...calls, call('raw', literal(raw))];
  return { code: all.length === 0 ? head : { is: 'chain', head, calls: all }, raw };
}

/** The options of a regular container. */
export const regularCode = (container: NamedContainer, around: Around): ContainerCode<Code> =>
  optionsCode(container, [
    ...start(container.fields),
    ...serving(container.fields),
    ...sized(container.fields, around),
    ...hooks(container.fields, around),
    ...lastWords(container.fields),
    security(container.fields),
  ]);

/** The options of an init container: it has no ports, probes or hooks in the builder. */
export const initCode = (container: NamedContainer, around: Around): ContainerCode<Code> =>
  optionsCode(container, [
    ...start(container.fields),
    ...sized(container.fields, around),
    ...lastWords(container.fields),
    security(container.fields),
  ]);

type Parts = readonly (Part | undefined)[];

const start = (fields: JsonObject): Parts => [
  command(fields, 'command'),
  command(fields, 'args'),
  text(fields, 'workingDir'),
  oneOf(fields, 'imagePullPolicy'),
  envFrom(fields),
  env(fields),
];

function serving(fields: JsonObject): Parts {
  const own = ports(fields);
  const names = portNames(own);
  return [
    own,
    probe(fields, 'startup', names),
    probe(fields, 'readiness', names),
    probe(fields, 'liveness', names),
  ];
}

const sized = (fields: JsonObject, { volumes }: Around): Parts => [
  ...resources(fields, []),
  flag(fields, 'stdin'),
  flag(fields, 'tty'),
  mountOptions(fields, volumes),
];

function resources(fields: JsonObject, others: readonly Part[]): readonly Part[] {
  const main = [mainResource(fields, 'cpu'), mainResource(fields, 'memory')];
  const parts = [...main, ...others].filter((part) => part !== undefined);
  return [...parts, ...restOfResources(fields, parts)];
}

function hooks(fields: JsonObject, { sleeps }: Around): Parts {
  const names = portNames(ports(fields));
  return [hook(fields, 'postStart', names), hook(fields, 'preStop', names), preStopSleep(fields, sleeps)];
}

const lastWords = (fields: JsonObject): Parts => [
  text(fields, 'terminationMessagePath'),
  oneOf(fields, 'terminationMessagePolicy'),
];

function optionsCode(container: NamedContainer, parts: Parts): ContainerCode<Code> {
  const known = parts.filter((part) => part !== undefined);
  const raw = rest(container.fields, known, container);
  const options = known.flatMap((part) => part.options);
  const image = ['image', literal(container.image)] as const;
  const last = isEmpty(raw) ? [] : [['raw', literal(raw)] as const];
  return { code: object([image, ...options, ...last]), raw };
}

function rest(fields: JsonObject, parts: readonly Part[], { name, image }: NamedContainer): JsonObject {
  const written = parts.map(({ writes }) => writes).reduce(overlay, { name, image });
  // Every part writes what stands in the container, so there is nothing to take away.
  return subtract(fields, written) ?? {};
}

/** Limits of their own make one call. */
function joinLimits(calls: readonly Call[]): readonly Call[] {
  const limits = calls.filter(({ callee }) => callee === 'limits');
  const [first] = limits;
  if (first === undefined || limits.length === 1) return calls;
  const entries = limits.flatMap(({ args: [arg] }) => (arg?.is === 'object' ? arg.entries : []));
  return calls
    .filter((each) => each === first || each.callee !== 'limits')
    .map((each) => (each === first ? call('limits', object(entries)) : each));
}
