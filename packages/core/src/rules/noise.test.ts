import { describe, expect, it } from 'vitest';
import { corpus, markdownTable, ofProject } from '../../test/rules/corpora.ts';
import type { Analysis } from '../analysis.ts';
import { analyze } from '../analyze.ts';
import type { LocatedFinding, Severity, Source } from '../finding.ts';
import type { InputFile } from '../inventory.ts';
import { releaseOf } from '../kubernetes/release.ts';
import { KUBERNETES_VERSIONS, type KubernetesVersion, NEWEST_KUBERNETES } from '../kubernetes/version.ts';
import { containersOf } from '../workload/container-role.ts';
import type { Workload } from '../workload/workload.ts';
import { RULES } from './catalogue.ts';
import type { MeshSettings } from './settings.ts';

const mesh = corpus('mesh');
const before = corpus('mesh-before');
const general = corpus('general');

const placeOf = ({ file, document, item }: Source): string => `${file}#${document}#${item}`;

const isNative = ({ pod }: Workload): boolean =>
  containersOf(pod.spec).some(({ role }) => role === 'sidecar');

const adviceOf = ({ findings }: Analysis): readonly LocatedFinding[] =>
  findings.filter(({ origin }) => origin === 'rule');

/** Each file is an input of its own: they are tests, and have nothing to do with each other. */
const alone = (
  files: readonly InputFile[],
  version: KubernetesVersion,
  given?: MeshSettings,
): readonly Analysis[] =>
  files.map((file) =>
    analyze([file], releaseOf(version), given === undefined ? {} : { settings: { mesh: given } }),
  );

describe.each(KUBERNETES_VERSIONS)('what the rules say of meshes that work, at %s', (version) => {
  const isTooOld = !releaseOf(version).on.SidecarContainers;
  const analyses = alone(mesh, version);
  const workloads = analyses.flatMap((analysis) => analysis.workloads.map(({ workload }) => workload));
  /** The mesh's own native sidecars. Where the injector was told to use the old way, advice is due. */
  const native = alone(mesh, NEWEST_KUBERNETES)
    .flatMap((analysis) => analysis.workloads.map(({ workload }) => workload))
    .filter(isNative)
    .map(({ source }) => placeOf(source));
  const advice = analyses.flatMap(adviceOf);

  it('is no error, and at most one warning a Pod', () => {
    expect(workloads.length).toBeGreaterThan(180);
    const errors = advice.filter(
      ({ severity, source, rule }) =>
        severity === 'error' &&
        native.includes(placeOf(source)) &&
        !(isTooOld && rule === 'cluster-too-old-for-sidecars'),
    );
    expect(errors.map(({ rule, source, path }) => [rule, placeOf(source), path])).toEqual([]);
    const warnings = advice.filter(({ severity }) => severity === 'warning');
    expect(warnings.length).toBeLessThanOrEqual(native.length);
  });
});

interface Column {
  readonly title: string;
  readonly analyses: readonly Analysis[];
}

const ASSUMED: MeshSettings = { name: 'istio', native: true, assumeInjected: true };
const version = NEWEST_KUBERNETES;

const together = (project: string): readonly Analysis[] => [
  analyze(ofProject(general, project), releaseOf(version)),
];

const COLUMNS: readonly Column[] = [
  { title: 'istio', analyses: alone(ofProject(mesh, 'istio'), version) },
  { title: 'linkerd', analyses: alone(ofProject(mesh, 'linkerd'), version) },
  { title: 'before', analyses: alone(before, version) },
  { title: 'as injected', analyses: alone(before, version, ASSUMED) },
  { title: 'cloud-sql-proxy', analyses: alone(ofProject(general, 'cloud-sql-proxy'), version) },
  { title: 'jobset', analyses: alone(ofProject(general, 'jobset'), version) },
  { title: 'kube-prometheus', analyses: together('kube-prometheus') },
  { title: 'examples', analyses: alone(ofProject(general, 'kubernetes-examples'), version) },
  { title: 'microservices', analyses: together('microservices-demo') },
];

const LETTERS: Readonly<Record<Severity, string>> = { error: 'E', warning: 'W', info: 'I' };

/** `2W 5I`, or nothing. */
function counted(findings: readonly LocatedFinding[]): string {
  const parts = (['error', 'warning', 'info'] as const).flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [`${count}${LETTERS[severity]}`];
  });
  return parts.join(' ');
}

const podsIn = ({ analyses }: Column): readonly Workload[] =>
  analyses.flatMap((analysis) => analysis.workloads.map(({ workload }) => workload));

it('is what noise.md counts; a change of it shows in review', async () => {
  const advice = COLUMNS.map(({ analyses }) => analyses.flatMap(adviceOf));
  const rows = RULES.map(({ meta }) => [
    meta.id,
    ...advice.map((findings) => counted(findings.filter(({ rule }) => rule === meta.id))),
  ]).filter(([, ...cells]) => cells.some((cell) => cell !== ''));
  const warnings = (column: number): number =>
    (advice[column] ?? []).filter(({ severity }) => severity === 'warning').length;
  const perPod = COLUMNS.map((column, index) => (warnings(index) / podsIn(column).length).toFixed(2));
  const page = [
    `# What the rules say of real manifests, at Kubernetes ${version}`,
    '',
    'Findings of each rule in each corpus: E errors, W warnings, I notes. `istio` and `linkerd` are Pods after injection, `before`',
    'the same before it, and `as injected` those with `--mesh istio`. Where they come from: `../vectors/rules/NOTICE`.',
    'Written by `vitest run -u src/rules/noise.test.ts`.',
    '',
    markdownTable(
      ['', ...COLUMNS.map(({ title }) => title)],
      [
        ['Pods', ...COLUMNS.map((column) => String(podsIn(column).length))],
        ['with native sidecars', ...COLUMNS.map((column) => String(podsIn(column).filter(isNative).length))],
        ['all rules', ...advice.map(counted)],
        ['warnings a Pod', ...perPod],
        ...rows,
      ],
    ),
    '',
  ].join('\n');
  await expect(page).toMatchFileSnapshot('../../test/rules/noise.md');
});
