import { textAt } from '../json.ts';
import type { Container } from '../kubernetes/api-types.gen.ts';
import { isMeshInit, meshOfProxy } from '../rules/known/meshes.ts';
import { productOf } from '../rules/known/products.ts';
import { SIDECAR_TERMINATORS } from '../rules/known/sidecar-terminators.ts';
import type { RuleContext } from '../rules/rule.ts';
import { commandLine } from '../rules/signs/command-line.ts';
import { endlessCommand } from '../rules/signs/endless-command.ts';
import { finiteCommand } from '../rules/signs/finite-command.ts';
import { helperOf } from '../rules/signs/helper.ts';
import { repositoryOf } from '../rules/signs/image.ts';
import { runToCompletion } from '../rules/signs/run-to-completion.ts';
import { sentinelIn } from '../rules/signs/sentinel.ts';
import { sharedVolumes, writableVolumes } from '../rules/signs/volumes.ts';
import type { RoleContainer } from '../workload/container-role.ts';
import type { Certainty } from './migration.ts';

/** A regular container that the manifest shows to be a sidecar of the old kind. */
export interface Candidate {
  readonly entry: RoleContainer;
  readonly certainty: Certainty;
  readonly because: string;
}

type Sign = (context: RuleContext, entry: RoleContainer) => Omit<Candidate, 'entry'> | undefined;

/** The first that says something counts: the surest come first. */
const SIGNS: readonly Sign[] = [declared, product, restarted, sentinel, follower, named];

/** Nothing is a sidecar by itself: one container alone is the work. */
export function candidatesOf(context: RuleContext): readonly Candidate[] {
  const regular = context.containers.filter(({ role }) => role === 'regular');
  if (regular.length < 2) return [];
  return regular.flatMap((entry) => {
    const found = SIGNS.map((sign) => sign(context, entry)).find((one) => one !== undefined);
    return found === undefined ? [] : [{ entry, ...found }];
  });
}

const NAMES_SIDECARS: ReadonlySet<string> = new Set(['lemonade.com/sidecars', 'riskified.com/sidecars']);
const variables = SIDECAR_TERMINATORS.filter(({ sign }) => sign === 'environment').map(({ name }) => name);

/** Whoever asks a controller to end a container when the work is done has said what it is. */
function declared({ pod }: RuleContext, { container }: RoleContainer): ReturnType<Sign> {
  const variable = (container.env ?? []).find(({ name = '' }) => variables.includes(name));
  if (variable !== undefined)
    return { certainty: 'certain', because: `its variable ${variable.name} says so` };
  const annotations = pod.metadata.annotations ?? {};
  const key = Object.keys(annotations).find(
    (one) =>
      NAMES_SIDECARS.has(one) &&
      (textAt(annotations, one) ?? '').split(',').some((name) => name.trim() === container.name),
  );
  return key === undefined ? undefined : { certainty: 'certain', because: `the annotation ${key} says so` };
}

/** The controller of a custom resource may not know the field, or may end the Pod in its own way. */
function product(context: RuleContext, { container }: RoleContainer): ReturnType<Sign> {
  const { workload } = context;
  const helper = helperOf(container);
  if (helper === undefined) return undefined;
  const { id } = helper.product;
  if (helper.doubt === 'name') return { certainty: 'probable', because: `it is named after ${id}` };
  if (helper.doubt === 'script') {
    return { certainty: 'probable', because: `its image is that of ${id}, but it runs a script` };
  }
  const mesh = meshOfProxy(container);
  if (mesh !== undefined && !isInjected(context)) {
    return {
      certainty: 'probable',
      because: `its image is that of ${id}, unless it only changes what ${mesh.title} injects`,
    };
  }
  if (workload.kind !== 'Custom') return { certainty: 'certain', because: `its image is that of ${id}` };
  return {
    certainty: 'probable',
    because: `its image is that of ${id}, if the controller of ${workload.source.kind} keeps restartPolicy`,
  };
}

const INJECTED = /^(?:sidecar\.istio\.io\/status|linkerd\.io\/proxy-version|kuma\.io\/sidecar-injected)$/;

/** A mesh has been here: its init container, or what it notes on a Pod. Before that, a proxy may be an override. */
const isInjected = ({ pod, containers }: RuleContext): boolean =>
  containers.some(({ container }) => isMeshInit(container)) ||
  Object.keys(pod.metadata.annotations ?? {}).some((key) => INJECTED.test(key));

/** L-061: one that never ends, beside work that does. */
function restarted({ workload }: RuleContext, { container }: RoleContainer): ReturnType<Sign> {
  if (container.restartPolicy !== 'Always' || runToCompletion(workload) === undefined) return undefined;
  return { certainty: 'probable', because: 'it has restartPolicy: Always in a Pod that should end' };
}

function sentinel(_: RuleContext, { container }: RoleContainer): ReturnType<Sign> {
  const file = sentinelIn(commandLine(container).script ?? '');
  return file === undefined
    ? undefined
    : { certainty: 'probable', because: `its script waits for ${file} to stop` };
}

/** The streaming sidecar of Kubernetes' own documentation: `tail -F` of a file that another container writes. */
function follower({ containers }: RuleContext, entry: RoleContainer): ReturnType<Sign> {
  const { container } = entry;
  const command = endlessCommand(container);
  if (command === undefined || !/\btail\b/.test(command)) return undefined;
  const writer = containers.find(
    (other) =>
      other.role === 'regular' &&
      other.path !== entry.path &&
      sharedVolumes(other.container, container).some((name) => writableVolumes(other.container).has(name)) &&
      endlessCommand(other.container) !== command,
  );
  return (
    writer && {
      certainty: 'probable',
      because: `it follows a file that "${writer.container.name ?? ''}" writes`,
    }
  );
}

const HELPER = /(?:^|-)(?:sidecar|proxy|agent|exporter|reloader|shipper|forwarder)$/;

/** `nginx-exporter`: what people call helpers; the workload `nginx-exporter` itself is none. */
function named({ workload }: RuleContext, { container }: RoleContainer): ReturnType<Sign> {
  const { name = '' } = container;
  const isTheWork = workload.source.name.endsWith(name);
  if (isTheWork || !isNamed(container) || finiteCommand(container) !== undefined) return undefined;
  return { certainty: 'probable', because: `"${name}" is the name of a helper` };
}

/** A patch has no image, and what a product is called was judged above. */
const isNamed = (container: Container): boolean =>
  (container.image ?? '') !== '' &&
  productOf(container) === undefined &&
  (HELPER.test(container.name ?? '') || HELPER.test(repositoryOf(container.image ?? '')));
