import { listAt, textAt } from '../../json.ts';
import { writtenSpec } from '../../workload/written-spec.ts';
import { defineRule, type Fact, type Rule, type RuleContext } from '../rule.ts';
import { named } from '../signs/words.ts';

interface TooOld extends Fact {
  readonly version: string;
  readonly sidecars: readonly string[];
  /** The field is known and works, but not all that belongs to it. */
  readonly alpha: boolean;
}

/** G-001, R-013: until 1.28 the field is off, and what goes with it is not there yet. */
export const clusterTooOldForSidecars: Rule = defineRule({
  meta: {
    id: 'cluster-too-old-for-sidecars',
    summary: 'The target version does not run native sidecars as such',
    severity: 'error',
    source: 'G-001, R-013, R-041, L-120; kubernetes/website#45738, kubernetes/website#42762',
  },
  check,
  advise: ({ version, sidecars, alpha }: TooOld) => ({
    message: alpha
      ? `Kubernetes ${version} runs ${named(sidecars)} as alpha: sidecars are stopped together with the app rather than after it, and HPA and the node's CPU, memory and device managers do not count them`
      : `Kubernetes ${version} drops restartPolicy of ${named(sidecars)}: what was a sidecar becomes an ordinary init container, and the app waits for its end`,
    explanation:
      'restartPolicy on init containers is an unknown field before 1.28, off by default in 1.28, on by default from 1.29, and always on from 1.33.',
    fix: {
      description: 'Upgrade the cluster to 1.29 or later, or keep the helper in containers until then',
    },
  }),
});

/** Looks at the manifest as it is written: the stored Pod has lost the field. */
function check({ workload, release }: RuleContext): readonly TooOld[] {
  if (release.on.orderedSidecarTermination) return [];
  const sidecars = listAt(writtenSpec(workload), 'initContainers').flatMap((container, index) =>
    textAt(container, 'restartPolicy') === 'Always'
      ? [
          {
            name: textAt(container, 'name') ?? '',
            path: `${workload.specPath}.initContainers[${index}].restartPolicy`,
          },
        ]
      : [],
  );
  const [first] = sidecars;
  if (first === undefined) return [];
  const alpha = release.on.SidecarContainers;
  return [
    {
      path: first.path,
      on: workload.manifest,
      severity: alpha ? 'warning' : 'error',
      version: release.version,
      sidecars: sidecars.map(({ name }) => name),
      alpha,
    },
  ];
}
