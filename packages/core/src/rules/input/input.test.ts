import { describe, expect, it } from 'vitest';
import { releaseOf } from '../../kubernetes/release.ts';
import { readManifests } from '../../manifest/read-manifests.ts';
import { toWorkloads } from '../../workload/to-workloads.ts';
import { horizontalAutoscalersOf, verticalAutoscalersOf } from './autoscalers.ts';
import { configTextsOf } from './config-maps.ts';
import { customResourceSchema } from './custom-resources.ts';
import { selects } from './label-selector.ts';
import { namespaceLabels } from './namespaces.ts';
import { networkPoliciesOf } from './network-policies.ts';
import { ruleInput, type Seen } from './rule-input.ts';
import { servicesOf } from './services.ts';

const WEB = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web, tier: front}}
    spec:
      volumes:
      - {name: scripts, configMap: {name: scripts}}
      - {name: all, projected: {sources: [{configMap: {name: projected}}]}}
      containers:
      - name: app
        image: web:1
        envFrom: [{configMapRef: {name: environment}}]
        volumeMounts: [{name: scripts, mountPath: /scripts}, {name: all, mountPath: /all}]
`;

function seen(...others: readonly string[]): Seen {
  const text = [WEB, ...others].join('---\n');
  const { objects } = readManifests('all.yaml', text);
  const workloads = objects.flatMap((object) => toWorkloads(object, releaseOf('1.36')));
  const [workload] = workloads;
  if (workload === undefined) throw new Error('no workload');
  return { workload, input: ruleInput(objects, workloads) };
}

const object = (kind: string, apiVersion: string, metadata: string, body: string): string =>
  `kind: ${kind}\napiVersion: ${apiVersion}\nmetadata: {${metadata}}\n${body}\n`;

describe('servicesOf', () => {
  it('finds those of the namespace whose selector fits, with the ports as stored', () => {
    const services = servicesOf(
      seen(
        object(
          'Service',
          'v1',
          'name: a, namespace: shop',
          'spec: {selector: {app: web}, ports: [{port: 80, targetPort: http}, {port: 81}]}',
        ),
        object('Service', 'v1', 'name: b, namespace: other', 'spec: {selector: {app: web}}'),
        object('Service', 'v1', 'name: c, namespace: shop', 'spec: {selector: {app: web, tier: back}}'),
        object('Service', 'v1', 'name: d, namespace: shop', 'spec: {ports: [{port: 80}]}'),
        object(
          'Service',
          'serving.knative.dev/v1',
          'name: e, namespace: shop',
          'spec: {selector: {app: web}}',
        ),
      ),
    );
    expect(services.map(({ object: { source } }) => source.name)).toEqual(['a']);
    expect(services[0]?.ports).toEqual([
      { path: 'spec.ports[0]', name: '', port: 80, targetPort: 'http', protocol: 'TCP' },
      { path: 'spec.ports[1]', name: '', port: 81, targetPort: 81, protocol: 'TCP' },
    ]);
  });
});

describe('selects', () => {
  it.each([
    ['{}', true],
    ['null', false],
    ['{"matchLabels":{"app":"web"}}', true],
    ['{"matchLabels":{"app":"api"}}', false],
    ['{"matchLabels":{"constructor":"web"}}', false],
    ['{"matchExpressions":[{"key":"tier","operator":"In","values":["front","back"]}]}', true],
    ['{"matchExpressions":[{"key":"tier","operator":"NotIn","values":["front"]}]}', false],
    ['{"matchExpressions":[{"key":"zone","operator":"NotIn","values":["a"]}]}', true],
    ['{"matchExpressions":[{"key":"tier","operator":"Exists"}]}', true],
    ['{"matchExpressions":[{"key":"tier","operator":"DoesNotExist"}]}', false],
    ['{"matchExpressions":[{"key":"tier","operator":"Gt","values":["1"]}]}', false],
  ])('%s: %s', (selector, expected) => {
    expect(selects(JSON.parse(selector), { app: 'web', tier: 'front' })).toBe(expected);
  });
});

describe('autoscalers', () => {
  const hpa = (version: string, spec: string, name = 'web'): string =>
    object(
      'HorizontalPodAutoscaler',
      `autoscaling/${version}`,
      'name: h, namespace: shop',
      `spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: ${name}}, ${spec}}`,
    );

  it.each([
    [
      'v1',
      'targetCPUUtilizationPercentage: 50',
      [{ path: 'spec.targetCPUUtilizationPercentage', resource: 'cpu', percent: 50 }],
    ],
    ['v1', 'maxReplicas: 3', [{ path: 'spec', resource: 'cpu', percent: 80 }]],
    ['v2', 'maxReplicas: 3', [{ path: 'spec', resource: 'cpu', percent: 80 }]],
    [
      'v2',
      'metrics: [{type: Resource, resource: {name: memory, target: {type: Utilization, averageUtilization: 60}}}]',
      [{ path: 'spec.metrics[0]', resource: 'memory', percent: 60 }],
    ],
    [
      'v2',
      'metrics: [{type: Pods}, {type: ContainerResource, containerResource: {name: cpu, container: app, target: {type: Utilization, averageUtilization: 60}}}]',
      [{ path: 'spec.metrics[1]', resource: 'cpu', container: 'app', percent: 60 }],
    ],
    [
      'v2',
      'metrics: [{type: Resource, resource: {name: cpu, target: {type: AverageValue, averageValue: 1}}}]',
      [],
    ],
    [
      'v2beta1',
      'metrics: [{type: Resource, resource: {name: cpu, targetAverageUtilization: 70}}]',
      [{ path: 'spec.metrics[0]', resource: 'cpu', percent: 70 }],
    ],
  ])('%s {%s}', (version, spec, metrics) => {
    expect(horizontalAutoscalersOf(seen(hpa(version, spec))).map((one) => one.metrics)).toEqual([metrics]);
  });

  it('finds only those that name the workload', () => {
    expect(horizontalAutoscalersOf(seen(hpa('v2', 'maxReplicas: 3', 'api')))).toEqual([]);
    const vpa = object(
      'VerticalPodAutoscaler',
      'autoscaling.k8s.io/v1',
      'name: v, namespace: shop',
      'spec: {targetRef: {kind: Deployment, name: web}, resourcePolicy: {containerPolicies: [{containerName: app, mode: "Off"}]}}',
    );
    expect(verticalAutoscalersOf(seen(vpa))).toMatchObject([
      {
        updateMode: 'Auto',
        containerPolicies: [
          { path: 'spec.resourcePolicy.containerPolicies[0]', container: 'app', mode: 'Off' },
        ],
      },
    ]);
  });
});

it('finds NetworkPolicies and the ports they open', () => {
  const policy = object(
    'NetworkPolicy',
    'networking.k8s.io/v1',
    'name: n, namespace: shop',
    'spec: {podSelector: {}, ingress: [{from: []}, {ports: [{port: http}, {protocol: UDP, port: 53}, {}]}]}',
  );
  expect(networkPoliciesOf(seen(policy)).map(({ ports }) => ports)).toEqual([
    [
      { path: 'spec.ingress[1].ports[0]', port: 'http', protocol: 'TCP' },
      { path: 'spec.ingress[1].ports[1]', port: 53, protocol: 'UDP' },
      { path: 'spec.ingress[1].ports[2]', port: undefined, protocol: 'TCP' },
    ],
  ]);
});

it('finds the Namespace and its labels', () => {
  const namespace = object('Namespace', 'v1', 'name: shop, labels: {istio-injection: enabled}', '');
  expect(namespaceLabels(seen(namespace))).toEqual({ 'istio-injection': 'enabled' });
  expect(namespaceLabels(seen())).toEqual({});
});

it('finds the texts of ConfigMaps that a container sees', () => {
  const maps = ['scripts', 'projected', 'environment', 'unrelated'].map((name) =>
    object('ConfigMap', 'v1', `name: ${name}, namespace: shop`, `data: {a.sh: "echo ${name}"}`),
  );
  const surroundings = seen(...maps);
  const [container = {}] = surroundings.workload.pod.spec.containers ?? [];
  expect(configTextsOf(surroundings, container).map(({ path, text }) => [path, text])).toEqual([
    ['data[a.sh]', 'echo scripts'],
    ['data[a.sh]', 'echo projected'],
    ['data[a.sh]', 'echo environment'],
  ]);
});

it('finds the limits and quotas of the namespace', () => {
  const { input } = seen(object('LimitRange', 'v1', 'name: l, namespace: shop', 'spec: {limits: []}'));
  expect(input.policiesOf('shop').limitRanges).toMatchObject([{ name: 'l' }]);
  expect(input.policiesOf('other').limitRanges).toEqual([]);
});

it('finds the schema of a custom resource', () => {
  const rollout = WEB.replace('apps/v1', 'argoproj.io/v1alpha1').replace('Deployment', 'Rollout');
  const crd = object(
    'CustomResourceDefinition',
    'apiextensions.k8s.io/v1',
    'name: rollouts.argoproj.io',
    'spec: {group: argoproj.io, names: {kind: Rollout}, versions: [{name: v1}, {name: v1alpha1, schema: {openAPIV3Schema: {type: object}}}]}',
  );
  const { objects } = readManifests('all.yaml', `${rollout}---\n${crd}`);
  const workloads = objects.flatMap((one) => toWorkloads(one, releaseOf('1.36')));
  const [workload] = workloads;
  if (workload === undefined) throw new Error('no workload');
  expect(customResourceSchema({ workload, input: ruleInput(objects, workloads) })).toMatchObject({
    path: 'spec.versions[1].schema.openAPIV3Schema',
    schema: { type: 'object' },
  });
});
