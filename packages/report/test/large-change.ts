import type { InputFile } from '@outrider/core';

interface Owner {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly replicas?: number;
}

const container = (name: string, cpu: string, more: object = {}): object => ({
  name,
  image: `registry.example/${name}:1`,
  resources: { requests: { cpu, memory: '64Mi' } },
  ...more,
});

const sidecar = (name: string): object =>
  container(name, '200m', {
    restartPolicy: 'Always',
    startupProbe: { periodSeconds: 1, failureThreshold: 30, tcpSocket: { port: 15021 } },
  });

function object({ kind, namespace, name, replicas }: Owner, pod: object): object {
  const template = { metadata: { labels: { app: name } }, spec: pod };
  if (kind === 'CronJob') {
    const job = { template: { ...template, spec: { ...pod, restartPolicy: 'Never' } } };
    const spec = { schedule: '5 4 * * *', jobTemplate: { spec: job } };
    return { apiVersion: 'batch/v1', kind, metadata: { name, namespace }, spec };
  }
  const selector = { matchLabels: { app: name } };
  const metadata = { name, namespace };
  return { apiVersion: 'apps/v1', kind, metadata, spec: { replicas, selector, template } };
}

const namespaces = ['cart', 'catalog', 'identity', 'payments', 'search', 'shipping'];

const owners = (count: number, kind: string, prefix: string): readonly Owner[] =>
  Array.from({ length: count }, (_, index) => ({
    kind,
    namespace: namespaces[index % namespaces.length] ?? '',
    name: `${prefix}-${index}`,
    ...(kind === 'CronJob' ? {} : { replicas: 2 + (index % 5) }),
  }));

/** A pull request that moves `envoy` to native sidecars everywhere: 97 plain, 14 behind it an init container, 4 CronJobs. */
export function largeChange(): { readonly base: readonly InputFile[]; readonly head: readonly InputFile[] } {
  const app = container('app', '500m');
  const envoy = container('envoy', '200m');
  const migrate = container('migrate', '600m');
  const pairs = [
    ...owners(97, 'Deployment', 'api').map((owner) => [
      object(owner, { containers: [app, envoy] }),
      object(owner, { initContainers: [sidecar('envoy')], containers: [app] }),
    ]),
    ...owners(14, 'Deployment', 'index').map((owner) => [
      object(owner, { initContainers: [migrate], containers: [app, envoy] }),
      object(owner, { initContainers: [sidecar('envoy'), migrate], containers: [app] }),
    ]),
    ...owners(4, 'CronJob', 'expire').map((owner) => [
      object(owner, { containers: [app, envoy] }),
      object(owner, { initContainers: [sidecar('envoy')], containers: [app] }),
    ]),
    ...owners(30, 'Deployment', 'same').map((owner) => [
      object(owner, { containers: [app] }),
      object(owner, { containers: [app] }),
    ]),
  ];
  const legacy = object(
    { kind: 'Deployment', namespace: 'cart', name: 'cart-legacy', replicas: 0 },
    { containers: [app] },
  );
  const eta = object(
    { kind: 'Deployment', namespace: 'shipping', name: 'eta', replicas: 4 },
    { containers: [app] },
  );
  const file = (objects: readonly (object | undefined)[]): readonly InputFile[] => [
    { file: 'all.yaml', text: objects.map((one) => `---\n${JSON.stringify(one)}\n`).join('') },
  ];
  return {
    base: file([...pairs.map(([before]) => before), legacy]),
    head: file([...pairs.map(([, after]) => after), eta]),
  };
}
