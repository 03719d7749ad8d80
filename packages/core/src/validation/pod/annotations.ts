import { isJsonObject, type Json } from '../../json.ts';
import type {
  AppArmorProfile,
  ObjectMeta,
  PodSpec,
  SeccompProfile,
  Toleration,
} from '../../kubernetes/api-types.gen.ts';
import { type FieldErrors, forbidden, invalid } from '../field-error.ts';
import { validateDescendingPath } from '../volumes/paths.ts';
import type { PodPosition } from './pod-context.ts';
import { validateTolerations } from './scheduling.ts';
import { visitContainers } from './visit-containers.ts';

type Annotations = Readonly<Record<string, string>>;

const MIRROR = 'kubernetes.io/config.mirror';
const TOLERATIONS = 'scheduler.alpha.kubernetes.io/tolerations';
const DELETION_COST = 'controller.kubernetes.io/pod-deletion-cost';
const SECCOMP_POD = 'seccomp.security.alpha.kubernetes.io/pod';
const SECCOMP_CONTAINER = 'container.seccomp.security.alpha.kubernetes.io/';
const APP_ARMOR = 'container.apparmor.security.beta.kubernetes.io/';

const RULE = 'pod-annotations';

/** Annotations that mean something to the server. */
export function* validatePodAnnotations(
  annotations: Annotations,
  spec: PodSpec,
  path: string,
  pod: PodPosition,
): FieldErrors {
  const value = (key: string) => (Object.hasOwn(annotations, key) ? annotations[key] : undefined);
  const mirror = value(MIRROR);
  if (mirror !== undefined && !spec.nodeName)
    yield invalid(
      RULE,
      `${path}[${MIRROR}]`,
      mirror,
      'must set spec.nodeName if mirror pod annotation is set',
    );
  const tolerations = value(TOLERATIONS);
  if (tolerations) yield* validateTolerationsText(tolerations, path, pod);
  const cost = value(DELETION_COST);
  if (cost !== undefined && !isInt32(cost))
    yield invalid(RULE, `${path}[${DELETION_COST}]`, cost, 'must be a 32bit integer');
  const seccomp = value(SECCOMP_POD);
  if (seccomp !== undefined) yield* validateSeccompText(seccomp, `${path}.${SECCOMP_POD}`);
  for (const [key, text] of Object.entries(annotations)) {
    if (key.startsWith(SECCOMP_CONTAINER)) yield* validateSeccompText(text, `${path}.${key}`);
    if (key.startsWith(APP_ARMOR)) yield* validateAppArmorText(key, text, spec, path);
  }
}

/** As Go prints a decimal: no plus, no zeros in front. */
const isInt32 = (text: string): boolean =>
  /^(?:0|-?[1-9][0-9]{0,9})$/.test(text) && Number(text) >= -(2 ** 31) && Number(text) < 2 ** 31;

function* validateTolerationsText(text: string, path: string, { on }: PodPosition): FieldErrors {
  const parsed = parseJson(text);
  if (!Array.isArray(parsed)) {
    yield invalid(RULE, path, TOLERATIONS, 'cannot be read as a list of tolerations');
    return;
  }
  const tolerations = (parsed as readonly Json[]).filter(isJsonObject) as readonly Toleration[];
  yield* validateTolerations(tolerations, `${path}.${TOLERATIONS}`, on);
}

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function* validateSeccompText(profile: string, path: string): FieldErrors {
  if (profile === 'runtime/default' || profile === 'docker/default' || profile === 'unconfined') return;
  if (profile.startsWith('localhost/'))
    yield* validateDescendingPath(RULE, profile.slice('localhost/'.length), path);
  else yield invalid(RULE, path, profile, 'must be a valid seccomp profile');
}

function* validateAppArmorText(key: string, profile: string, spec: PodSpec, path: string): FieldErrors {
  const name = key.slice(APP_ARMOR.length);
  if (!visitContainers(spec, 'spec').some(({ container }) => (container.name ?? '') === name))
    yield invalid(RULE, `${path}[${key}]`, name, 'container not found');
  const known = profile === '' || profile === 'runtime/default' || profile === 'unconfined';
  if (!known && !profile.startsWith('localhost/'))
    yield invalid(
      RULE,
      `${path}[${key}]`,
      profile,
      `invalid AppArmor profile name: ${JSON.stringify(profile)}`,
    );
}

/** Where an old annotation and its field stand side by side, they say the same. */
export function* validateProfileAnnotations(
  { annotations = {} }: ObjectMeta,
  spec: PodSpec,
  path: string,
  { on }: PodPosition,
): FieldErrors {
  if (Object.keys(annotations).length === 0) return;
  yield* matchSeccomp(annotations[SECCOMP_POD], spec.securityContext?.seccompProfile, path);
  const containers = visitContainers(spec, path);
  for (const { container, path: at } of containers)
    yield* matchSeccomp(
      annotations[SECCOMP_CONTAINER + (container.name ?? '')],
      container.securityContext?.seccompProfile,
      at,
    );
  if (!on.AppArmorFields || spec.os?.name === 'windows') return;
  for (const { container, path: at } of containers) {
    const profile = container.securityContext?.appArmorProfile ?? spec.securityContext?.appArmorProfile;
    yield* matchProfile(
      'appArmorProfile',
      'apparmor',
      annotations[APP_ARMOR + (container.name ?? '')],
      profile,
      at,
    );
  }
}

const matchSeccomp = (
  annotation: string | undefined,
  profile: SeccompProfile | undefined,
  path: string,
): FieldErrors =>
  matchProfile(
    'seccompProfile',
    'seccomp',
    annotation === 'docker/default' ? 'runtime/default' : annotation,
    profile,
    path,
  );

const ANNOTATED: ReadonlyMap<string, string> = new Map([
  ['Unconfined', 'unconfined'],
  ['RuntimeDefault', 'runtime/default'],
  ['Localhost', 'localhost/'],
]);

function* matchProfile(
  field: 'appArmorProfile' | 'seccompProfile',
  kind: 'apparmor' | 'seccomp',
  annotation: string | undefined,
  profile: AppArmorProfile | SeccompProfile | undefined,
  path: string,
): FieldErrors {
  const expected = ANNOTATED.get(profile?.type ?? '');
  if (annotation === undefined || profile === undefined || expected === undefined) return;
  const at = `${path}.securityContext.${field}`;
  const matches = expected === 'localhost/' ? annotation.startsWith(expected) : annotation === expected;
  if (!matches) yield forbidden(RULE, `${at}.type`, `${kind} type in annotation and field must match`);
  else if (expected === 'localhost/' && annotation.slice(expected.length) !== profile.localhostProfile)
    yield forbidden(RULE, `${at}.localhostProfile`, `${kind} profile in annotation and field must match`);
}
