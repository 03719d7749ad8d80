import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { analyze } from '../analyze.ts';
import type { Container, PodSpec } from '../kubernetes/api-types.gen.ts';
import { releaseOf } from '../kubernetes/release.ts';
import type { Mesh, MeshSettings } from '../rules/settings.ts';
import { containersOf } from '../workload/container-role.ts';
import type { Workload } from '../workload/workload.ts';

const lines = (name: string): ReadonlyMap<string, string> =>
  new Map(
    gunzipSync(readFileSync(new URL(`../../test/vectors/rules/${name}`, import.meta.url)))
      .toString()
      .trimEnd()
      .split('\n')
      .map((line): { readonly file: string; readonly text: string } => JSON.parse(line))
      .map(({ file, text }) => [file, text]),
  );

const release = releaseOf('1.36');

const workloadsOf = (text: string, mesh?: MeshSettings): readonly Workload[] =>
  analyze([{ file: 'a.yaml', text }], release, {
    rules: [],
    settings: mesh === undefined ? {} : { mesh },
  }).workloads.map(({ workload }) => workload);

const assume = (name: Mesh, native = true): MeshSettings => ({ name, native, assumeInjected: true });

const shape = (spec: PodSpec): readonly string[] =>
  containersOf(spec).map(({ container, role }) => `${role} ${container.name}`);

/** What of the proxy a profile knows: not its environment, volumes, log levels and image. */
function known({ probesOf, ...rest }: { probesOf: Container }): unknown {
  const { ports, readinessProbe, livenessProbe, startupProbe, lifecycle, resources, restartPolicy } =
    probesOf;
  return { ...rest, ports, readinessProbe, livenessProbe, startupProbe, lifecycle, resources, restartPolicy };
}

const PROXIES = ['istio-proxy', 'linkerd-proxy'];
const proxyOf = ({ pod }: Workload): Container | undefined =>
  containersOf(pod.spec).find(({ container }) => PROXIES.includes(container.name ?? ''))?.container;

/** Goldens of other settings than the default ones, which a manifest does not tell. */
const OTHER_SETTINGS =
  /custom-template|gateway|grpc|only-proxy|sidecar-spire|openshift|cncf|mtls-not-ready|old-version|init-no-intercept|proxy-resources|multi-init|enable-core-dump|readiness|values|iop|override|params|config_overrides|no_init|debug|deployment_ports|udp|namespace|tracing|trace|capabilities|empty_resources|opaque|skip|list|status_|redirect|kubevirt|traffic|user-volumes|https-probes|probes|merge-probers|multiple-templates|reroute|already_injected|automount|hostNetwork_true|_istio|with_requests/;

describe('what a mesh puts into a Pod', () => {
  const after = lines('mesh.jsonl.gz');
  const pairs = [...lines('mesh-before.jsonl.gz')].filter(([file]) => !OTHER_SETTINGS.test(file));

  it.each(pairs)('%s', (file, text) => {
    const mesh: Mesh = file.startsWith('istio/') ? 'istio' : 'linkerd';
    const real = workloadsOf(after.get(file) ?? '');
    const ours = workloadsOf(text, assume(mesh));
    const injected = real.filter((workload) => proxyOf(workload) !== undefined);
    expect(ours.length).toBe(real.length);
    for (const [index, workload] of real.entries()) {
      if (!injected.includes(workload)) continue;
      const one = ours[index];
      expect(shape(one?.pod.spec ?? {})).toEqual(shape(workload.pod.spec));
      const [wanted, got] = [proxyOf(workload), one === undefined ? undefined : proxyOf(one)];
      expect(got && known({ probesOf: got })).toEqual(wanted && known({ probesOf: wanted }));
    }
  });

  it('was compared for enough of them', () => expect(pairs.length).toBeGreaterThan(30));
});

describe('which Pods a mesh injects', () => {
  const pod = (metadata: string, spec = ''): string =>
    `apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: shop${metadata}}\nspec: {${spec}containers: [{name: app, image: "a:1"}]}\n`;
  const namespace = (metadata: string): string =>
    `---\napiVersion: v1\nkind: Namespace\nmetadata: {name: shop${metadata}}\n`;

  const why = (mesh: Mesh, text: string): string | undefined =>
    workloadsOf(text, assume(mesh))[0]?.injected?.because;

  const ISTIO_LABEL = 'sidecar.istio.io/inject';
  it.each<[Mesh, string, string | undefined]>([
    ['istio', pod(''), 'namespace shop is not in the input, and taken to be in the mesh'],
    ['istio', pod('') + namespace(''), undefined],
    [
      'istio',
      pod('') + namespace(', labels: {istio-injection: enabled}'),
      'namespace shop has istio-injection: enabled',
    ],
    [
      'istio',
      pod('') + namespace(', labels: {istio.io/rev: canary}'),
      'namespace shop has istio.io/rev: canary',
    ],
    ['istio', pod('') + namespace(', labels: {istio-injection: disabled}'), undefined],
    ['istio', pod(`, labels: {${ISTIO_LABEL}: "true"}`) + namespace(''), `the Pod has ${ISTIO_LABEL}: true`],
    ['istio', pod(`, labels: {${ISTIO_LABEL}: "false"}`), undefined],
    ['istio', pod(`, annotations: {${ISTIO_LABEL}: "false"}`), undefined],
    ['istio', pod('', 'hostNetwork: true, '), undefined],
    ['istio', pod('').replace('shop', 'kube-system'), undefined],
    [
      'istio',
      pod('', 'initContainers: [{name: istio-proxy, image: "istio/proxyv2:1", restartPolicy: Always}], '),
      undefined,
    ],
    ['linkerd', pod('') + namespace(''), undefined],
    [
      'linkerd',
      pod(', annotations: {linkerd.io/inject: enabled}') + namespace(''),
      'the Pod has linkerd.io/inject: enabled',
    ],
    [
      'linkerd',
      pod('') + namespace(', annotations: {linkerd.io/inject: ingress}'),
      'namespace shop has linkerd.io/inject: ingress',
    ],
    ['linkerd', pod(', annotations: {linkerd.io/inject: disabled}'), undefined],
    ['linkerd', pod('', 'automountServiceAccountToken: false, '), undefined],
    [
      'kuma',
      pod('') + namespace(', labels: {kuma.io/sidecar-injection: enabled}'),
      'namespace shop has kuma.io/sidecar-injection: enabled',
    ],
    ['kuma', pod(', labels: {kuma.io/sidecar-injection: disabled}'), undefined],
    ['kuma', pod(', labels: {openshift.io/build.name: a}'), undefined],
  ])('%s: %s', (mesh, text, expected) => expect(why(mesh, text)).toBe(expected));

  it.each<[string, Mesh, boolean, string, readonly string[]]>([
    ['native', 'istio', true, '', ['init istio-init', 'sidecar istio-proxy', 'regular app']],
    [
      'opted out by the Pod',
      'istio',
      true,
      ', annotations: {sidecar.istio.io/nativeSidecar: "false"}',
      ['init istio-init', 'regular app', 'regular istio-proxy'],
    ],
    [
      'opted in by the Pod',
      'istio',
      false,
      ', annotations: {sidecar.istio.io/nativeSidecar: "true"}',
      ['init istio-init', 'sidecar istio-proxy', 'regular app'],
    ],
    [
      'held',
      'istio',
      false,
      ', annotations: {proxy.istio.io/config: "holdApplicationUntilProxyStarts: true"}',
      ['init istio-init', 'regular istio-proxy', 'regular app'],
    ],
    ['regular', 'linkerd', false, '', ['init linkerd-init', 'regular linkerd-proxy', 'regular app']],
    ['native', 'kuma', true, '', ['init kuma-init', 'sidecar kuma-sidecar', 'regular app']],
    ['regular', 'kuma', false, '', ['init kuma-init', 'regular kuma-sidecar', 'regular app']],
  ])('%s %s', (_, mesh, native, metadata, expected) => {
    const [workload] = workloadsOf(pod(metadata), assume(mesh, native));
    expect(shape(workload?.pod.spec ?? {})).toEqual(expected);
  });

  it('takes amounts from annotations', () => {
    const annotations =
      ', annotations: {sidecar.istio.io/proxyCPU: 10m, config.linkerd.io/proxy-memory-limit: 64Mi}';
    const resources = (mesh: Mesh): unknown =>
      workloadsOf(pod(annotations), assume(mesh))[0]?.pod.spec.initContainers?.[1]?.resources;
    expect(resources('istio')).toEqual({ requests: { cpu: '10m' } });
    expect(resources('linkerd')).toEqual({ limits: { memory: '64Mi' }, requests: { memory: '64Mi' } });
  });

  it.each([
    ['1.36', '100m'],
    ['1.37', '200m'],
  ] as const)('counts in what the Pod requests as a whole from 1.37 on: %s (R-072)', (version, cpu) => {
    const text = `apiVersion: v1
kind: Pod
metadata: {name: web, labels: {sidecar.istio.io/inject: 'true'}, annotations: {sidecar.istio.io/proxyCPU: 100m}}
spec:
  resources: {limits: {cpu: '2'}}
  containers: [{name: app, image: a, resources: {requests: {cpu: 100m}}}]
`;
    const { workloads } = analyze([{ file: 'a.yaml', text }], releaseOf(version), {
      settings: { mesh: assume('istio') },
    });
    expect(workloads[0]?.workload.pod.spec.resources?.requests?.['cpu']).toBe(cpu);
  });

  it('judges nothing as injected before 1.29 as native', () => {
    const { workloads } = analyze([{ file: 'a.yaml', text: pod('') }], releaseOf('1.28'), {
      settings: { mesh: assume('istio') },
    });
    expect(workloads[0]?.workload.injected?.native).toBe(false);
  });
});

describe('findings on a Pod that will be injected', () => {
  const job = `apiVersion: batch/v1
kind: Job
metadata: {name: report}
spec:
  activeDeadlineSeconds: 600
  template:
    spec:
      restartPolicy: Never
      initContainers:
      - {name: first, image: "first:1"}
      containers:
      - name: report
        image: report:1
        lifecycle: {preStop: {exec: {command: [sleep, "60"]}}}
`;
  const findings = (mesh?: MeshSettings) =>
    analyze([{ file: 'a.yaml', text: job }], release, { settings: mesh === undefined ? {} : { mesh } })
      .findings;

  it('are at their places in the manifest', () => {
    const [plain] = findings().filter(({ rule }) => rule === 'prestop-exceeds-grace');
    const [meshed] = findings(assume('istio')).filter(({ rule }) => rule === 'prestop-exceeds-grace');
    expect([meshed?.path, meshed?.line, meshed?.fix]).toEqual([plain?.path, plain?.line, plain?.fix]);
  });

  it('say what the mesh makes of the Pod: a Job that a regular proxy keeps from ending (P02)', () => {
    const legacy = (mesh?: MeshSettings) =>
      findings(mesh).find(({ rule }) => rule === 'legacy-sidecar-in-job');
    expect(legacy()).toBeUndefined();
    expect(legacy(assume('istio'))).toBeUndefined();
    const found = legacy(assume('istio', false));
    expect(found?.explanation).toContain(
      'The Pod is judged as istio will inject it, its proxy a regular container.',
    );
    expect([found?.path, found?.fix?.edits]).toEqual(['spec.template.spec', undefined]);
  });

  it('are notes at most where they are about the proxy itself', () => {
    const own = findings(assume('linkerd')).filter(
      ({ rule, message }) => rule === 'sidecar-missing-requests' && message.includes('linkerd-proxy'),
    );
    expect(own.length).toBeGreaterThan(0);
    expect(own.map(({ severity, line }) => [severity, line])).toEqual(own.map(() => ['info', 8]));
  });
});
