import type { Fix } from '../../finding.ts';
import type { Container } from '../../kubernetes/api-types.gen.ts';
import type { RoleContainer } from '../../workload/container-role.ts';
import { type Circumstance, FLAG_ADVICE, type FlagAdvice } from '../known/flag-advice.ts';
import { productOfImage } from '../known/products.ts';
import { defineRule, type Fact, type Rule, type RuleContext } from '../rule.ts';
import { placedFlag, placedVariable } from '../signs/flags.ts';
import { repositoryOf } from '../signs/image.ts';
import { runToCompletion } from '../signs/run-to-completion.ts';
import { type PlacedText, wordsWithPlaces } from '../signs/texts.ts';

interface Advised extends Fact {
  readonly container: string;
  readonly advice: FlagAdvice;
  readonly fix: Fix;
}

export const knownSidecarFlags: Rule = defineRule({
  meta: {
    id: 'known-sidecar-flags',
    summary: 'A flag of a well-known sidecar is missing, left over or misread',
    severity: 'warning',
    source: 'GoogleCloudPlatform/cloud-sql-proxy#1115, porter-dev/porter-charts#1709; known/flag-advice.ts',
  },
  check,
  advise: ({ container, advice: { says, because }, fix }: Advised) => ({
    message: `"${container}" ${says}`,
    explanation: because,
    fix,
  }),
});

function check(context: RuleContext): readonly Advised[] {
  return context.containers
    .filter(({ role }) => role !== 'init')
    .flatMap((entry) => {
      const { container } = entry;
      const product = productOfImage(container)?.id;
      return FLAG_ADVICE.filter((advice) => advice.product === product).flatMap((advice) =>
        adviceOn(context, entry, advice),
      );
    });
}

function adviceOn(context: RuleContext, entry: RoleContainer, advice: FlagAdvice): readonly Advised[] {
  const { container, path } = entry;
  const isImage = repositoryOf(container.image ?? '').endsWith(advice.image ?? '');
  if (!isImage || !advice.when.every((one) => holds(one, context, entry))) return [];
  const given = placeOf(entry, advice);
  if ((given === undefined) !== (advice.fault === 'missing')) return [];
  if (given === undefined && mayBeSetElsewhere(container, advice)) return [];
  return [
    {
      path: given === undefined ? path : `${path}.${given.path}`,
      severity: advice.severity,
      container: container.name ?? '',
      advice,
      fix: fixOf(entry, advice, given),
    },
  ];
}

/** In a configuration file or in a variable whose value is not in the manifest. */
const mayBeSetElsewhere = ({ args, command, env, envFrom }: Container, { variable }: FlagAdvice): boolean =>
  [...(command ?? []), ...(args ?? [])].some((word) => /^--?config-file\b/.test(word)) ||
  (envFrom ?? []).length > 0 ||
  (env ?? []).some(
    ({ name = '', valueFrom }) =>
      name.endsWith('_CONFIG_FILE') || (name === variable && valueFrom !== undefined),
  );

function placeOf({ container }: RoleContainer, { flag, variable }: FlagAdvice): PlacedText | undefined {
  const given =
    placedFlag(container, flag) ?? (variable === undefined ? undefined : placedVariable(container, variable));
  return given?.text === 'false' ? undefined : given;
}

function holds(
  circumstance: Circumstance,
  { workload }: RuleContext,
  { role, container }: RoleContainer,
): boolean {
  switch (circumstance) {
    case 'sidecar':
      return role === 'sidecar';
    case 'ends':
      return runToCompletion(workload) !== undefined;
    case 'probed':
      return [container.startupProbe, container.readinessProbe, container.livenessProbe].some((probe) =>
        /^\/(?:startup|liveness|readiness)$/.test(probe?.httpGet?.path ?? ''),
      );
  }
}

function fixOf(entry: RoleContainer, advice: FlagAdvice, given: PlacedText | undefined): Fix {
  const { name = '' } = entry.container;
  switch (advice.fault) {
    case 'missing':
      return { description: `Give "${name}" the flag ${wordOf(advice)}`, ...addition(entry, advice) };
    case 'left over':
      return { description: `Take --${advice.flag} away from "${name}"`, ...removal(entry, advice, given) };
    case 'misread':
      return { description: `Make "${name}" a sidecar: it is then stopped when the work is done` };
  }
}

const wordOf = ({ flag, value }: FlagAdvice): string =>
  value === undefined ? `--${flag}` : `--${flag}=${value}`;

/** Older images may not know the flag: a suggestion. */
function addition(
  { container: { command, args }, path }: RoleContainer,
  advice: FlagAdvice,
): Pick<Fix, 'edits'> {
  if (command !== undefined) return {};
  const value = wordOf(advice);
  return {
    edits: [
      args === undefined
        ? { op: 'set', path: `${path}.args`, value: [value] }
        : { op: 'insert', path: `${path}.args`, value },
    ],
  };
}

function removal(
  { container, path }: RoleContainer,
  { flag }: FlagAdvice,
  given: PlacedText | undefined,
): Pick<Fix, 'edits'> {
  const word = wordsWithPlaces(container).find((one) => one.path === given?.path)?.text;
  const isWhole = word === undefined || word === `--${flag}` || word.startsWith(`--${flag}=`);
  if (given === undefined || !isWhole) return {};
  return { edits: [{ op: 'remove', path: `${path}.${given.path.replace(/\.value$/, '')}` }] };
}
