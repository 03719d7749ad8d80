import type { Container } from '../../kubernetes/api-types.gen.ts';
import type { RoleContainer } from '../../workload/container-role.ts';
import { productOf, servingProduct } from '../known/products.ts';
import type { RuleContext } from '../rule.ts';
import { commandLine, fromWords } from './command-line.ts';
import { hooksOf } from './hooks.ts';
import { loopbackPortsIn } from './loopback.ts';
import { firstLoop, hasLoop } from './loops.ts';
import { declaredPorts, ownPorts } from './ports.ts';
import { probedPort } from './probes.ts';
import { textsOf } from './texts.ts';
import { writableVolumes } from './volumes.ts';

/** Something of a regular container that a sidecar needs before it counts as started. */
export interface AppNeed {
  /** `The startupProbe`. */
  readonly what: string;
  /** Below the sidecar. */
  readonly path: string;
  /** `port 8080`. */
  readonly thing: string;
  readonly app: Container;
}

export const needsOfStart = (context: RuleContext, sidecar: RoleContainer): readonly AppNeed[] => [
  ...probed(context, sidecar),
  ...tested(context, sidecar),
  ...awaited(context, sidecar),
  ...daprd(context, sidecar),
];

const apps = ({ containers }: RuleContext): readonly Container[] =>
  containers.filter(({ role }) => role === 'regular').map(({ container }) => container);

/** The regular container that alone declares a port: no entry that is up by then serves it. */
function appServing(context: RuleContext, sidecar: RoleContainer, port: string): Container | undefined {
  const index = context.containers.findIndex(({ path }) => path === sidecar.path);
  const isServedBefore = context.containers
    .slice(0, index + 1)
    .some(({ container, role }) => role === 'sidecar' && mayServe(container, port));
  return isServedBefore ? undefined : apps(context).find((app) => declaredPorts(app).includes(port));
}

/**
 * A number that a container is told may be a port it opens, unless it stands behind an address of another. A mesh's
 * proxy is told the ports of the app.
 */
const mayServe = (container: Container, port: string): boolean =>
  ownPorts(container).has(port) ||
  (productOf(container)?.purpose !== 'mesh-proxy' && isTold(container, port));

const isTold = (container: Container, port: string): boolean =>
  textsOf(container).some((text) => numbersIn(text).includes(port) && !loopbackPortsIn(text).includes(port));

const numbersIn = (text: string): readonly string[] =>
  Array.from(text.matchAll(/\d{2,5}/g), ([number]) => number);

/** The startupProbe calls a port that only an app serves. */
function probed(context: RuleContext, sidecar: RoleContainer): readonly AppNeed[] {
  const { startupProbe } = sidecar.container;
  const port = startupProbe && probedPort(sidecar.container, startupProbe);
  const app = port === undefined ? undefined : appServing(context, sidecar, String(port));
  return app === undefined
    ? []
    : [{ what: 'The startupProbe', path: 'startupProbe', thing: `port ${port}`, app }];
}

/** Its command, or that of the startupProbe or the postStart hook, asks for a port or file of an app. */
function tested(context: RuleContext, sidecar: RoleContainer): readonly AppNeed[] {
  const { container } = sidecar;
  const { words, script } = fromWords(container.startupProbe?.exec?.command ?? []);
  const postStart = hooksOf(container).find(({ when, text }) => when === 'postStart' && isWaiting(text));
  const texts = [
    { what: 'The startupProbe', path: 'startupProbe', text: script ?? words.join(' ') },
    { what: 'The postStart hook', path: 'lifecycle.postStart', text: postStart?.text ?? '' },
  ];
  return texts.flatMap(({ what, path, text }) =>
    thingsIn(context, sidecar, text).map((found) => ({ what, path, ...found })),
  );
}

/** A command that waits before it starts the program is waited for only where there is a startupProbe. */
function awaited(context: RuleContext, sidecar: RoleContainer): readonly AppNeed[] {
  const { script } = commandLine(sidecar.container);
  if (sidecar.container.startupProbe === undefined || script === undefined || !isWaiting(script)) return [];
  const path = sidecar.container.command?.includes(script) === true ? 'command' : 'args';
  const loop = firstLoop(script);
  return thingsIn(context, sidecar, loop).map((found) => ({ what: 'The command', path, ...found }));
}

const isWaiting = (text: string): boolean => hasLoop(text) || /\bwait-for(?:-it)?\b|--retry/.test(text);

function thingsIn(
  context: RuleContext,
  sidecar: RoleContainer,
  text: string,
): readonly Pick<AppNeed, 'thing' | 'app'>[] {
  const called = Array.from(text.matchAll(NETCAT), ([, port]) => port ?? '');
  const ports = [...new Set([...loopbackPortsIn(text), ...called])];
  const served = ports.flatMap((port) => {
    const app = appServing(context, sidecar, port);
    return app === undefined ? [] : [{ thing: `port ${port}`, app }];
  });
  const files = Array.from(text.matchAll(FILE), ([, file]) => file ?? '');
  const written = files.flatMap((file) => {
    const app = appWriting(context, sidecar, file);
    return app === undefined ? [] : [{ thing: `the file ${file}`, app }];
  });
  return [...served, ...written];
}

/** `nc -z localhost 8080`. */
const NETCAT = /\bnc\s+(?:-\w+\s+){0,4}(?:localhost|127\.0\.0\.1)\s+(\d{2,5})\b/g;
const FILE = /(?:\btest\s+|\[\s+)(?:!\s+)?-[efsr]\s+["']?(\/[\w./-]{1,200})/g;

/** The regular container that alone may write a file: the sidecar and those before it may not. */
function appWriting(context: RuleContext, sidecar: RoleContainer, file: string): Container | undefined {
  const mount = (sidecar.container.volumeMounts ?? []).find(
    ({ mountPath = '' }) =>
      mountPath !== '' && file.startsWith(mountPath.endsWith('/') ? mountPath : `${mountPath}/`),
  );
  const volume = (context.pod.spec.volumes ?? []).find(({ name }) => name === mount?.name);
  if (mount?.name === undefined || volume?.emptyDir === undefined) return undefined;
  const { name } = mount;
  const writes = ({ container }: Pick<RoleContainer, 'container'>): boolean =>
    writableVolumes(container).has(name);
  if (context.containers.some((entry) => entry.role !== 'regular' && writes(entry))) return undefined;
  return apps(context).find((container) => writes({ container }));
}

/** Dapr waits for the app's port before its health endpoint answers, but not before the outbound one does. */
function daprd(context: RuleContext, { container }: RoleContainer): readonly AppNeed[] {
  const path = container.startupProbe?.httpGet?.path ?? '';
  const args = container.args ?? [];
  const flag = args.findIndex((word) => /^--?app-port$/.test(word));
  const port = args[flag + 1] ?? '';
  const [app] = apps(context);
  const waits = servingProduct(container)?.id === 'daprd' && /^\/?v1\.0\/healthz\/?$/.test(path);
  if (!waits || flag < 0 || port === '' || port === '-1' || app === undefined) return [];
  return [{ what: 'The startupProbe', path: 'startupProbe', thing: `port ${port}`, app }];
}
