import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ApiObject,
  App,
  Chart,
  Helm,
  Include,
  type IResolver,
  JsonPatch,
  Lazy,
  type ResolutionContext,
  Size,
  Testing,
} from 'cdk8s';
import * as kplus from 'cdk8s-plus-34';
import { describe, expect, it } from 'vitest';
import { NativeSidecars, pod, sidecar } from './index.ts';
import { istio, linkerd } from './presets.ts';

const image = 'example.com/proxy:1';
const db = sidecar('db', image)
  .startup({ http: '/ready', port: 9801, periodSeconds: 1 })
  .cpu('50m')
  .memory('1500Ki')
  .preStopSleep(3)
  .raw({ lifecycle: { stopSignal: 'SIGINT' } });

const chart = (): Chart => new Chart(Testing.app(), 'test');
const podSpec = (deployment: unknown) =>
  (deployment as { spec: { template: { spec: Spec } } }).spec.template.spec;
interface Spec {
  readonly initContainers: readonly { readonly name: string }[];
  readonly containers: readonly unknown[];
  readonly volumes?: readonly unknown[];
}
const names = (spec: Spec): readonly string[] => spec.initContainers.map(({ name }) => name);
const deployment = (scope: Chart): kplus.Deployment =>
  new kplus.Deployment(scope, 'api', {
    containers: [
      { image: 'app:1', portNumber: 3000, resources: { memory: { request: Size.mebibytes(64) } } },
    ],
    initContainers: [{ name: 'migrate', image: 'app:1', args: ['migrate'] }],
  });

describe('a cdk8s-plus workload', () => {
  it('.with(sidecar) loses no field, neither of the sidecar nor of the workload', () => {
    const scope = chart();
    const workload = deployment(scope);
    const [before] = Testing.synth(scope);
    workload.with(db);
    const [after] = Testing.synth(scope);
    expect(podSpec(after).initContainers[0]).toEqual(db.toContainer());
    expect(podSpec(after).initContainers.slice(1)).toEqual(podSpec(before).initContainers);
    expect({ ...podSpec(after), initContainers: null }).toEqual({ ...podSpec(before), initContainers: null });
    expect({ ...after, spec: null }).toEqual({ ...before, spec: null });
  });

  it('is visited once, though construct and ApiObject are both seen', () => {
    const scope = chart();
    deployment(scope).with(db);
    expect(names(podSpec(Testing.synth(scope)[0]))).toEqual(['db', 'migrate']);
  });

  it('takes the very same sidecar once', () => {
    const scope = chart();
    deployment(scope).with(db);
    scope.with(db, db.before('migrate'));
    expect(names(podSpec(Testing.synth(scope)[0]))).toEqual(['db', 'migrate']);
  });

  it('keeps what was patched', () => {
    const scope = chart();
    const workload = deployment(scope);
    workload.with(db);
    ApiObject.of(workload).addJsonPatch(JsonPatch.add('/metadata/labels', { patched: 'yes' }));
    const [after] = Testing.synth(scope);
    expect(after).toMatchObject({ metadata: { labels: { patched: 'yes' } } });
    expect(names(podSpec(after))).toEqual(['db', 'migrate']);
  });
});

describe('an imported KubeDeployment', () => {
  it('.with(sidecar) loses no field, though its serializer drops what it does not know', () => {
    const scope = chart();
    const container = {
      name: 'app',
      image: 'app:1',
      livenessProbe: { httpGet: { port: kplus.k8s.IntOrString.fromNumber(80) } },
    };
    const resources = { requests: { memory: kplus.k8s.Quantity.fromString('1Gi') } };
    new kplus.k8s.KubeDeployment(scope, 'kube', {
      spec: {
        selector: { matchLabels: { app: 'x' } },
        template: { metadata: { labels: { app: 'x' } }, spec: { containers: [{ ...container, resources }] } },
      },
    }).with(db);
    expect(podSpec(Testing.synth(scope)[0])).toEqual({
      initContainers: [db.toContainer()],
      containers: [
        {
          name: 'app',
          image: 'app:1',
          livenessProbe: { httpGet: { port: 80 } },
          resources: { requests: { memory: '1Gi' } },
        },
      ],
    });
  });
});

describe('annotations of a mesh', () => {
  it('are put on the Pods of a cdk8s-plus workload, and nothing else changes', () => {
    const scope = chart();
    const workload = deployment(scope);
    const [before] = Testing.synth(scope);
    NativeSidecars.on(workload).add(istio(), db);
    const [after] = Testing.synth(scope);
    expect(after.spec.template.metadata).toEqual({
      ...before.spec.template.metadata,
      annotations: { 'sidecar.istio.io/nativeSidecar': 'true' },
    });
    expect(names(podSpec(after))).toEqual(['db', 'migrate']);
    expect(podSpec(after).containers).toEqual(podSpec(before).containers);
  });

  it('go with those that are there; what is added last holds', () => {
    const scope = chart();
    const spec = { containers: [{ name: 'app', image }] };
    const metadata = { annotations: { 'linkerd.io/inject': 'disabled', own: 'yes' } };
    new ApiObject(scope, 'pod', { apiVersion: 'v1', kind: 'Pod', metadata, spec });
    scope.with(linkerd());
    const [after] = Testing.synth(scope);
    expect(after.metadata.annotations).toEqual({
      'config.linkerd.io/proxy-enable-native-sidecar': 'true',
      'linkerd.io/inject': 'enabled',
      own: 'yes',
    });
    expect(Object.keys(after)).toEqual(['apiVersion', 'kind', 'metadata', 'spec']);
  });
});

describe('what an app resolves', () => {
  it('it resolves in sidecars that were added, too: a mirror of images, lazy values', () => {
    const mirror: IResolver = {
      resolve(context: ResolutionContext) {
        const isMirrored = String(context.value).startsWith('mirror/');
        if (context.key.at(-1) === 'image' && !isMirrored) context.replaceValue(`mirror/${context.value}`);
      },
    };
    const app = new App({ resolvers: [mirror] });
    const scope = new Chart(app, 'test');
    const lazy = Lazy.any({ produce: () => 'now' });
    const added = sidecar('db', image).raw({ env: [{ name: 'AT', value: lazy }] });
    pod()
      .sidecar(added.raw({ name: 'own' }))
      .container('app', { image })
      .deployment(scope, 'api')
      .with(added);
    const [after] = scope.toJson();
    const env = [{ name: 'AT', value: 'now' }];
    const expected = { image: `mirror/${image}`, env, restartPolicy: 'Always' };
    expect(podSpec(after).initContainers).toEqual([
      { ...expected, name: 'db' },
      { ...expected, name: 'own' },
    ]);
    expect(podSpec(after).containers).toEqual([{ name: 'app', image: `mirror/${image}` }]);
  });
});

describe('order', () => {
  const order = (...sidecars: readonly (typeof db)[]) => {
    const scope = chart();
    const workload = deployment(scope);
    for (const each of sidecars) workload.with(each);
    return names(podSpec(Testing.synth(scope)[0]));
  };
  const named = (name: string): typeof db => sidecar(name, image) as unknown as typeof db;

  it('is that of the calls, before the init containers of the workload', () => {
    expect(order(named('a'), named('b'))).toEqual(['a', 'b', 'migrate']);
  });

  it.each([
    ['first', named('b').first(), ['b', 'a', 'migrate']],
    ['last', named('b').last(), ['a', 'migrate', 'b']],
    ['before', named('b').before('a'), ['b', 'a', 'migrate']],
    ['after', named('b').after('migrate'), ['a', 'migrate', 'b']],
  ])('may be changed: %s', (_, b, expected) => {
    expect(order(named('a'), b)).toEqual(expected);
  });

  it('refers to init containers that are there', () => {
    expect(() => order(named('a').before('migrat'))).toThrow('there is no init container "migrat"');
  });
});

describe('every other workload', () => {
  const sidecars = (manifest: string): readonly string[] => {
    const file = join(mkdtempSync(join(tmpdir(), 'outrider-')), 'm.yaml');
    writeFileSync(file, manifest);
    const scope = chart();
    NativeSidecars.on(new Include(scope, 'include', { url: file })).add(db);
    return Testing.synth(scope).flatMap((object) => JSON.stringify(object).match(/"name":"db"/g) ?? []);
  };
  const spec = '{containers: [{name: app, image: nginx}]}';
  const labelled = `{metadata: {labels: {a: b}}, spec: ${spec}}`;
  const job = '{spec: {restartPolicy: Never, containers: [{name: app, image: nginx}]}}';

  it.each([
    ['v1', 'Pod', `spec: ${spec}`],
    ['v1', 'ReplicationController', `spec: {selector: {a: b}, template: ${labelled}}`],
    ['apps/v1', 'ReplicaSet', `spec: {selector: {matchLabels: {a: b}}, template: ${labelled}}`],
    [
      'apps/v1',
      'StatefulSet',
      `spec: {serviceName: x, selector: {matchLabels: {a: b}}, template: ${labelled}}`,
    ],
    ['apps/v1', 'DaemonSet', `spec: {selector: {matchLabels: {a: b}}, template: ${labelled}}`],
    ['batch/v1', 'Job', `spec: {template: ${job}}`],
    ['batch/v1', 'CronJob', `spec: {schedule: '@daily', jobTemplate: {spec: {template: ${job}}}}`],
  ])('%s %s takes it', (apiVersion, kind, body) => {
    expect(sidecars(`apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: x}\n${body}\n`)).toHaveLength(
      1,
    );
  });

  it('what Helm renders takes it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'outrider-'));
    const rendered = `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: x}\nspec: {selector: {matchLabels: {a: b}}, template: ${labelled}}\n`;
    writeFileSync(join(folder, 'rendered.yaml'), rendered);
    // In place of the real one: cdk8s runs it and reads what it prints.
    const helm = join(folder, 'helm');
    writeFileSync(helm, `#!/bin/sh\ncat ${join(folder, 'rendered.yaml')}\n`, { mode: 0o755 });
    const scope = chart();
    new Helm(scope, 'helm', { chart: 'x', helmExecutable: helm }).with(db);
    const [after] = Testing.synth(scope);
    expect(podSpec(after)).toEqual({
      initContainers: [db.toContainer()],
      containers: [{ name: 'app', image: 'nginx' }],
    });
  });

  it('but nothing that holds no Pod', () => {
    const text = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\n';
    expect(() => sidecars(text)).toThrow('Cannot add sidecars: "test/include" holds no workload');
  });

  it('keeps unknown fields and brings the volumes', () => {
    const scope = chart();
    const podFields = {
      novelty: { a: 1 },
      containers: [{ name: 'app', image }],
      volumes: [{ name: 'own', emptyDir: {} }],
    };
    const metadata = { labels: { a: 'b' } };
    const fields = { novelty: 1, selector: { matchLabels: { a: 'b' } } };
    new ApiObject(scope, 'o', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      spec: { ...fields, template: { metadata, spec: podFields } },
    }).with(sidecar('s', image).volume('cache', { emptyDir: {} }).mount('cache', '/cache'));
    const [after] = Testing.synth(scope);
    const volumeMounts = [{ name: 'cache', mountPath: '/cache' }];
    expect(after.spec).toEqual({
      ...fields,
      template: {
        metadata,
        spec: {
          ...podFields,
          initContainers: [{ name: 's', image, restartPolicy: 'Always', volumeMounts }],
          volumes: [
            { name: 'own', emptyDir: {} },
            { name: 'cache', emptyDir: {} },
          ],
        },
      },
    });
    expect(Object.keys(after.spec.template.spec)).toEqual([
      'containers',
      'initContainers',
      'novelty',
      'volumes',
    ]);
    expect(Object.keys(after.spec.template.spec.initContainers[0])[0]).toBe('image');
  });
});
