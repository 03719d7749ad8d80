import type { KubernetesVersion } from '@outrider/core';
import { App, Chart } from 'cdk8s';
import { describe, expectTypeOf, it } from 'vitest';
import type { Upto } from './check/release.ts';
import { pod, sidecar } from './index.ts';

const image = 'example.com/app:1';
const chart = new Chart(new App(), 'types');
const proxy = sidecar('proxy', image).ports({ http: 8080 });
const started = pod().sidecar(proxy).init('migrate', { image });
const complete = started.container('app', { image, ports: { web: 3000 } });

describe('names', () => {
  it('are unique in the Pod', () => {
    // @ts-expect-error container name 'proxy' is already used in this pod
    started.sidecar(proxy);
    // @ts-expect-error container name 'proxy' is already used in this pod
    started.init('proxy', { image });
    // @ts-expect-error container name 'migrate' is already used in this pod
    started.container('migrate', { image });
    // @ts-expect-error container name 'app' is already used in this pod
    complete.container('app', { image });
  });

  it('from a loop poison nothing', () => {
    const names: string[] = ['a', 'b'];
    const many = names.reduce((some) => some, started.sidecar(sidecar(names[0] ?? '', image)));
    many.sidecar(sidecar('c', image)).init('d', { image }).container('e', { image });
  });
});

describe('order', () => {
  it('refers to what was written', () => {
    started.sidecar(sidecar('db', image), { before: 'migrate' });
    started.sidecar(sidecar('db', image), { after: 'proxy' });
    // @ts-expect-error Type '"migrat"' is not assignable to type '"migrate" | "proxy"'. Did you mean '"migrate"'?
    started.sidecar(sidecar('db', image), { before: 'migrat' });
  });

  it('written is order started', () => {
    // @ts-expect-error write .sidecar() before .container(): order written is order started
    complete.sidecar(sidecar('db', image));
    // @ts-expect-error write .init() before .container(): order written is order started
    complete.init('late', { image });
  });
});

describe('a workload', () => {
  it('has a regular container', () => {
    // @ts-expect-error add a regular container with .container() before .deployment()
    started.deployment(chart, 'no');
    // @ts-expect-error add a regular container with .container() before .job()
    started.job(chart, 'no');
  });

  it('serves declared ports, those of sidecars included', () => {
    const api = complete.deployment(chart, 'api');
    api.service('all', { http: 80, web: 81 });
    // @ts-expect-error 'htpp' does not exist in type '{ http?: number; web?: number; }'. Did you mean to write 'http'?
    api.service('no', { htpp: 80 });
  });

  it('of a Job ends', () => {
    complete.job(chart, 'job', { restartPolicy: 'OnFailure' });
    // @ts-expect-error Type '"Always"' is not assignable to type '"Never" | "OnFailure" | undefined'
    complete.job(chart, 'no-job', { restartPolicy: 'Always' });
    // @ts-expect-error Type '"Never"' is not assignable to type '"Always"'
    complete.deployment(chart, 'no-deployment', { restartPolicy: 'Never' });
  });
});

describe('init containers', () => {
  it('have no probes and no hooks', () => {
    // @ts-expect-error init containers run to completion and have no probes: make it a .sidecar()
    started.init('i', { image, readiness: { tcp: 1 } });
    // @ts-expect-error init containers run to completion and have no probes: make it a .sidecar()
    started.init('i', { image, preStop: { exec: ['x'] } });
  });
});

describe('regular containers', () => {
  it('probe their own ports', () => {
    // @ts-expect-error Type '"wbe"' is not assignable to type 'number | "web"'
    started.container('b', { image, ports: { web: 3000 }, readiness: { http: '/', port: 'wbe' } });
    // @ts-expect-error Type '"http"' is not assignable to type 'number': a port of another container
    started.container('b', { image, readiness: { tcp: 'http' } });
  });

  it('ask for quantities', () => {
    // @ts-expect-error '128mb' is not a memory quantity, did you mean '128Mi'?
    started.container('b', { image, memory: '128mb' });
    // @ts-expect-error '0.5cores' is not a cpu quantity, did you mean '0.5'?
    started.init('b', { image, cpu: '100m', cpuLimit: '0.5cores' });
    started.container('b', { image, cpu: '1', cpuLimit: '2', memory: '1Gi', memoryLimit: '2Gi' });
  });
});

describe('volumes', () => {
  const logs = pod().volume('logs', { emptyDir: {} });

  it('are declared before they are mounted', () => {
    // @ts-expect-error sidecar 'proxy' mounts volume 'tls', declare it first with .volume()
    logs.sidecar(proxy.mount('tls', '/etc/tls'));
    // @ts-expect-error 'lgos' does not exist in type '{ logs?: MountValue; }'. Did you mean to write 'logs'?
    logs.container('app', { image, mounts: { lgos: '/logs' } });
    // @ts-expect-error declare the volume first with .volume()
    pod().container('app', { image, mounts: { logs: '/logs' } });
    logs.sidecar(proxy.mount('logs', '/logs')).container('app', { image, mounts: { logs: '/logs' } });
  });

  it('may come with a sidecar', () => {
    const shipper = sidecar('shipper', image).volume('shared', { emptyDir: {} });
    pod()
      .sidecar(shipper)
      .container('app', { image, mounts: { shared: '/logs' } });
    // @ts-expect-error sidecar 'shipper' brings volume 'shared', which this pod already has
    pod().volume('shared', { emptyDir: {} }).sidecar(shipper);
  });

  it('may be claims of a StatefulSet', () => {
    const claimed = pod().claim('data', { accessModes: ['ReadWriteOnce'] });
    claimed.container('app', { image, mounts: { data: ['/data', { mountPath: '/x', subPath: 'x' }] } });
    // @ts-expect-error volume name 'data' is already used in this pod
    claimed.volume('data', { emptyDir: {} });
    // @ts-expect-error write .claim() before the containers that mount it
    claimed.container('app', { image }).claim('late', {});
  });

  it('have unique names', () => {
    // @ts-expect-error volume name 'logs' is already used in this pod
    logs.volume('logs', { emptyDir: {} });
  });
});

describe('the target', () => {
  const sleeper = sidecar('sleeper', image).preStopSleep(5);

  it('has what the sidecar needs', () => {
    pod({ target: '1.30' }).sidecar(sleeper);
    // @ts-expect-error sidecar 'sleeper' uses preStopSleep@1.30 but this pod targets 1.29
    pod({ target: '1.29' }).sidecar(sleeper);
    pod({ target: '1.29', featureGates: { PodLifecycleSleepAction: true } }).sidecar(sleeper);
    // @ts-expect-error sidecar 'sleeper' uses preStopSleepZero@1.33 but this pod targets 1.32
    pod({ target: '1.32' }).sidecar(sleeper.preStopSleep(0));
  });

  it('has what a regular container needs', () => {
    pod({ target: '1.30' }).container('app', { image, preStopSleep: 5 });
    // @ts-expect-error preStopSleep needs Kubernetes 1.30 but this pod targets 1.29
    pod({ target: '1.29' }).container('app', { image, preStopSleep: 5 });
    // @ts-expect-error init containers run to completion and have no probes: make it a .sidecar()
    pod().init('migrate', { image, preStopSleep: 5 });
  });

  it('has native sidecars', () => {
    pod({ target: '1.29' }).sidecar(proxy);
    // @ts-expect-error sidecar 'proxy' needs Kubernetes 1.29 but this pod targets 1.28
    pod({ target: '1.28' }).sidecar(proxy);
    pod({ target: '1.28', featureGates: { SidecarContainers: true } }).sidecar(proxy);
  });

  it('is a minor that Outrider knows', () => {
    // @ts-expect-error Type '"1.99"' is not assignable to type '"1.28" | "1.29" | ...'
    pod({ target: '1.99' });
  });
});

describe('the other doors', () => {
  it('want a regular container as well', () => {
    // @ts-expect-error add a regular container with .container() before .statefulSet()
    started.statefulSet(chart, 'no');
    // @ts-expect-error add a regular container with .container() before .template()
    started.template();
  });

  it('of a CronJob has a schedule', () => {
    // @ts-expect-error Property 'schedule' is missing
    complete.cronJob(chart, 'no', {});
    // @ts-expect-error Type '"Always"' is not assignable to type '"Never" | "OnFailure" | undefined'
    complete.cronJob(chart, 'no', { schedule: '@daily', restartPolicy: 'Always' });
  });
});

describe('every minor that core knows', () => {
  it('is a target', () => {
    const target = '1.37' as KubernetesVersion;
    pod({ target }).sidecar(proxy);
    expectTypeOf<keyof Upto>().toEqualTypeOf<KubernetesVersion>();
  });
});
