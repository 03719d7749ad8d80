import type { Container, EnvVar, EphemeralContainer, PodSpec } from '../../kubernetes/api-types.gen.ts';
import { goQuote } from '../../kubernetes/go-quote.ts';
import type { Release } from '../../kubernetes/release.ts';
import { fractionWarning } from './pod-warnings.ts';
import { type WarningContext, type Warnings, warning } from './warning.ts';

interface Surroundings {
  readonly annotations: Readonly<Record<string, string>>;
  readonly spec: PodSpec;
  readonly context: WarningContext;
}

const SECCOMP = 'container.seccomp.security.alpha.kubernetes.io/';
const APP_ARMOR = 'container.apparmor.security.beta.kubernetes.io/';

export function* containerWarnings(
  container: Container | EphemeralContainer,
  path: string,
  surroundings: Surroundings,
): Warnings {
  yield* profileWarnings(container, surroundings);
  const { limits, requests } = container.resources ?? {};
  for (const name of ['memory', 'ephemeral-storage']) {
    yield* fractionWarning(limits, name, `${path}.resources.limits`);
    yield* fractionWarning(requests, name, `${path}.resources.requests`);
  }
  yield* envWarnings(container.env ?? [], `${path}.env`, surroundings.context.on);
}

/** Annotations that fields have taken the place of. */
function* profileWarnings(
  { name = '', securityContext }: Container | EphemeralContainer,
  { annotations, spec, context: { prefix, isTemplate, on } }: Surroundings,
): Warnings {
  const seccomp = SECCOMP + name;
  if (securityContext?.seccompProfile === undefined && Object.hasOwn(annotations, seccomp)) {
    const at = `${prefix}metadata.annotations[${seccomp}]`;
    yield warning('W-010', at, 'non-functional in v1.27+; use the "seccompProfile" field instead');
  }
  const appArmor = APP_ARMOR + name;
  if (!on.AppArmorFields || !Object.hasOwn(annotations, appArmor)) return;
  if (securityContext?.appArmorProfile !== undefined) return;
  if (isTemplate && spec.securityContext?.appArmorProfile !== undefined) return;
  const at = `${prefix}metadata.annotations[${appArmor}]`;
  yield warning('W-010', at, 'deprecated since v1.30; use the "appArmorProfile" field instead');
}

/** W-003: a later variable hides an earlier one of its name, unless its value refers to it. */
function* envWarnings(env: readonly EnvVar[], path: string, on: Release['on']): Warnings {
  const names = new Set<string>();
  for (const [index, { name = '', value = '', valueFrom }] of env.entries()) {
    const reference = `$(${name})`;
    const hides = valueFrom !== undefined || value === reference || !value.includes(reference);
    if (names.has(name) && hides) {
      const consequence = on.warnsOfApply ? ', which may be dropped when using apply' : '';
      yield warning(
        'W-003',
        `${path}[${index}]`,
        `hides previous definition of ${goQuote(name)}${consequence}`,
      );
    }
    names.add(name);
  }
}
