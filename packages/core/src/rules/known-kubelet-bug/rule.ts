import type { Release } from '../../kubernetes/release.ts';
import { KUBERNETES_BUGS, type KubernetesBug } from '../known/kubelet-bugs.ts';
import { defineRule, type Fact, type Rule, type RuleContext } from '../rule.ts';

interface Met extends Fact {
  readonly container: string;
  readonly effect: string;
  /** `1.33`, or `1.33.4` where the patch is known. */
  readonly version: string;
  readonly fixedIn: string | null;
  readonly isKnown: boolean;
  readonly source: string;
}

/** Defects of patch releases; those of whole minors are behaviours, which other rules and the simulator know. */
export const knownKubeletBug: Rule = defineRule({
  meta: {
    id: 'known-kubelet-bug',
    summary: 'The Pod meets a known defect of the target release',
    severity: 'warning',
    needs: 'SidecarContainers',
    source: 'kubernetes/kubernetes#123323, #125880, #126543, #132040, #133072, #137146',
  },
  check: (context) => KUBERNETES_BUGS.flatMap((bug) => met(context, bug)),
  advise: ({ container, effect, version, fixedIn, isKnown, source }: Met) => ({
    message: `Sidecar "${container}" meets a defect of Kubernetes ${
      fixedIn === null || isKnown ? version : `${version} before ${fixedIn}`
    }: ${effect}`,
    explanation: `See ${source}. Kubernetes' own code of the last release with the defect and the first without was compared.`,
    fix: {
      description:
        fixedIn === null
          ? `Upgrade: no patch release of ${version} mends it`
          : `Run the nodes on ${fixedIn} or later${isKnown ? '' : '; tell the patch release that they run'}`,
    },
  }),
});

function met(context: RuleContext, { hits, effect, fixedIn, source }: KubernetesBug): readonly Met[] {
  const { release, settings } = context;
  const fixed = fixedIn[release.version];
  const hit = fixed === undefined ? undefined : hits(context);
  if (fixed === undefined || hit === undefined) return [];
  const patch = patchOf(settings.kubernetesPatch, release);
  if (fixed !== null && patch !== undefined && patch >= patchNumber(fixed)) return [];
  return [
    {
      path: hit.path,
      severity: fixed === null || patch !== undefined ? 'warning' : 'info',
      container: hit.container.name ?? '',
      effect,
      version: patch === undefined ? release.version : `${release.version}.${patch}`,
      fixedIn: fixed,
      isKnown: patch !== undefined,
      source: source.split(';')[0] ?? source,
    },
  ];
}

/** The patch of the target release, where the setting is of the same minor. */
function patchOf(setting: string | undefined, { version }: Release): number | undefined {
  const [, minor, patch] = /^v?(\d+\.\d+)\.(\d+)/.exec(setting ?? '') ?? [];
  return minor === version && patch !== undefined ? Number(patch) : undefined;
}

const patchNumber = (release: string): number => Number(release.split('.')[2]);
