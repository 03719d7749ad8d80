import { describe, expect, it } from 'vitest';
import { type KubernetesVersion, releaseOf } from '../index.ts';
import type { JsonObject } from '../json.ts';
import { storeObject } from './store-object.ts';

const pod = (spec: JsonObject): JsonObject => ({ metadata: { name: 'a' }, spec });
const sidecar = {
  name: 'proxy',
  image: 'p:1',
  restartPolicy: 'Always',
  lifecycle: { stopSignal: 'SIGUSR1' },
};

const dropped = (spec: JsonObject, version: KubernetesVersion) =>
  storeObject('Pod', pod(spec), releaseOf(version)).dropped;

describe('what disabled gates remove', () => {
  it('G-001: at 1.28 a sidecar becomes a plain init container', () => {
    expect(dropped({ initContainers: [{ ...sidecar, lifecycle: null }] }, '1.28')).toEqual([
      { path: 'spec.initContainers[0].restartPolicy', gate: 'SidecarContainers' },
    ]);
    expect(dropped({ initContainers: [{ ...sidecar, lifecycle: null }] }, '1.29')).toEqual([]);
  });

  it('G-002: 1.34 drops the restart policies of regular containers, 1.33 and 1.35 do not', () => {
    const spec = { containers: [{ name: 'a', image: 'a:1', restartPolicy: 'Never' }] };
    expect(dropped(spec, '1.33')).toEqual([]);
    expect(dropped(spec, '1.34')).toEqual([
      { path: 'spec.containers[0].restartPolicy', gate: 'ContainerRestartRules' },
    ]);
    expect(dropped(spec, '1.35')).toEqual([]);
  });

  it('G-006: a lifecycle with a stop signal alone goes with it', () => {
    const { stored } = storeObject('Pod', pod({ initContainers: [sidecar] }), releaseOf('1.33'));
    expect(Reflect.get(stored.object, 'spec')).not.toHaveProperty('initContainers.0.lifecycle');
  });
});

describe('the path of what is removed', () => {
  const withHooks = (lifecycle: JsonObject) => ({ containers: [{ name: 'a', image: 'a:1', lifecycle }] });
  const sleep = { sleep: { seconds: 1 } };
  const exec = { exec: { command: ['true'] } };
  const without = (version: KubernetesVersion, lifecycle: JsonObject) => {
    const release = releaseOf(version, { PodLifecycleSleepAction: false });
    return storeObject('Pod', pod(withHooks(lifecycle)), release).dropped.map(({ path }) => path);
  };

  it('is the highest that goes', () => {
    expect(without('1.29', { preStop: sleep })).toEqual(['spec.containers[0].lifecycle.preStop.sleep']);
    expect(without('1.30', { preStop: sleep })).toEqual(['spec.containers[0].lifecycle']);
    expect(without('1.30', { preStop: sleep, postStart: exec })).toEqual([
      'spec.containers[0].lifecycle.preStop',
    ]);
  });
});

describe('defaults', () => {
  it('D-008, D-015: host ports and resize policies are both filled in', () => {
    const spec = {
      hostNetwork: true,
      containers: [
        { name: 'a', image: 'a:1', ports: [{ containerPort: 80 }], resources: { requests: { cpu: '1' } } },
      ],
    };
    const release = releaseOf('1.32', { InPlacePodVerticalScaling: true });
    const stored = Reflect.get(storeObject('Pod', pod(spec), release).stored.object, 'spec');
    expect(stored).toHaveProperty('containers.0.ports.0.hostPort', 80);
    expect(stored).toHaveProperty('containers.0.resizePolicy.0.resourceName', 'cpu');
  });

  it('D-010: a negative grace period is 1 in a Pod and stays in a template', () => {
    const spec = { terminationGracePeriodSeconds: -5 };
    const { stored } = storeObject('Pod', pod(spec), releaseOf('1.36'));
    expect(Reflect.get(stored.object, 'spec')).toMatchObject({ terminationGracePeriodSeconds: 1 });
    const template = storeObject('PodTemplate', { template: { spec } }, releaseOf('1.36')).stored;
    expect(template.object).toMatchObject({ template: { spec } });
  });

  it.each([
    ['nginx', 'Always'],
    ['nginx:latest', 'Always'],
    ['nginx:1.27', 'IfNotPresent'],
    ['localhost:5000/nginx', 'Always'],
    [`nginx@sha256:${'a'.repeat(64)}`, 'IfNotPresent'],
    ['Nginx', 'IfNotPresent'],
  ])('D-002: %s is pulled %s', (image, imagePullPolicy) => {
    const { stored } = storeObject('Pod', pod({ containers: [{ name: 'a', image }] }), releaseOf('1.36'));
    expect(Reflect.get(stored.object, 'spec')).toMatchObject({ containers: [{ imagePullPolicy }] });
  });
});
