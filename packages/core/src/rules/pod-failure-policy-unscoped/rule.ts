import type { Fix } from '../../finding.ts';
import { at, isJsonObject, listAt, own, textAt } from '../../json.ts';
import type { ManifestObject } from '../../manifest/manifest.ts';
import { pathSteps } from '../../workload/path-steps.ts';
import { defineRule, type Fact, type Rule, type RuleContext } from '../rule.ts';
import { codesOfStoppedSidecars } from './codes.ts';

interface Unscoped extends Fact {
  readonly on: ManifestObject;
  readonly action: string;
  readonly index: number;
  readonly sidecar: string;
  /** Exit codes of a stopped sidecar that match; none where it has to choose one of the rule's by itself. */
  readonly codes: readonly number[];
  readonly regular: readonly string[];
  /** Init containers may be meant, too. */
  readonly inits: boolean;
}

/** The Job controller holds exit codes of init containers and sidecars against a rule too, after the regular ones. */
export const podFailurePolicyUnscoped: Rule = defineRule({
  meta: {
    id: 'pod-failure-policy-unscoped',
    summary: "A rule of podFailurePolicy matches sidecars' exit codes, too",
    severity: 'warning',
    needs: 'SidecarContainers',
    source:
      'matchOnExitCodes in pkg/controller/job/pod_failure_policy.go (1.29.14, 1.36.3); buildkite/agent-stack-k8s#862',
  },
  check,
  advise: (fact: Unscoped) => ({
    message: messageOf(fact),
    explanation: `${CONSEQUENCE[fact.action] ?? 'It acts on a failure that it was not written for.'} A sidecar is stopped when the regular containers have ended; one that does not handle SIGTERM ends with 143, one that is killed with 137.`,
    fix: scoped(fact),
  }),
});

function messageOf({ action, index, sidecar, codes, regular }: Unscoped): string {
  const rule = `Rule ${index} (${action}) of podFailurePolicy has no containerName`;
  return codes.length === 0
    ? `${rule}: an exit code of sidecar "${sidecar}" matches it as well`
    : `${rule}: when "${regular.join('" or "')}" fails, exit code ${codes.join(' or ')} of the stopped sidecar "${sidecar}" matches it as well`;
}

const CONSEQUENCE: Readonly<Record<string, string>> = {
  Ignore: 'The failure is then not counted against backoffLimit, and the Job tries again without end.',
  FailJob: 'The whole Job then fails at the first failure, also one that another attempt would have mended.',
  FailIndex: 'The index then fails at its first failure, also one that another attempt would have mended.',
};

function check({ workload, containers }: RuleContext): readonly Unscoped[] {
  const sidecar = containers.findLast(({ role }) => role === 'sidecar')?.container.name;
  if (sidecar === undefined) return [];
  const jobPath = workload.podPath.replace(/\.template$/, '');
  const rules = listAt(workload.manifest.value, ...pathSteps(jobPath), 'podFailurePolicy', 'rules');
  const inits = containers.some(({ role }) => role === 'init');
  const regular = containers.flatMap(({ role, container }) =>
    role === 'regular' ? [container.name ?? ''] : [],
  );
  return rules.flatMap((rule, index): readonly Unscoped[] => {
    const onExitCodes = at(rule, 'onExitCodes');
    if (!isJsonObject(onExitCodes) || own(onExitCodes, 'containerName') !== undefined) return [];
    const path = `${jobPath}.podFailurePolicy.rules[${index}].onExitCodes`;
    const codes = codesOfStoppedSidecars(onExitCodes);
    const severity = codes.length === 0 ? 'info' : 'warning';
    const action = textAt(rule, 'action') ?? '';
    return [{ on: workload.manifest, path, severity, action, index, sidecar, codes, regular, inits }];
  });
}

/** With several containers each needs a rule of its own, and only the author knows which are meant. */
function scoped({ path, regular, inits }: Unscoped): Fix {
  const [only = ''] = regular;
  if (regular.length > 1) {
    return {
      description: 'Write the rule once for each regular container it is about, with its containerName',
    };
  }
  return {
    description: `Add containerName: ${only} to onExitCodes`,
    edits: [{ op: 'set', path: `${path}.containerName`, value: only }],
    ...(!inits && { mechanical: true }),
  };
}
