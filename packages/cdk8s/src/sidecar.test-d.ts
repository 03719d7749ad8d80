import { describe, expectTypeOf, it } from 'vitest';
import { type Sidecar, sidecar } from './index.ts';

const image = 'example.com/proxy:1';
const proxy = sidecar('proxy', image).ports({ http: 8080, admin: 9901 });

describe('the type of a sidecar', () => {
  it('knows name, ports, mounts, needs and volumes', () => {
    expectTypeOf(proxy.mount('tls', '/etc/tls').preStopSleep(5)).toEqualTypeOf<
      Sidecar<'proxy', 'http' | 'admin', 'tls', 'preStopSleep@1.30'>
    >();
    expectTypeOf(proxy.volume('cache', { emptyDir: {} }).mount('cache', '/cache')).toEqualTypeOf<
      Sidecar<'proxy', 'http' | 'admin', never, never, 'cache'>
    >();
    expectTypeOf(proxy.mount('cache', '/cache').volume('cache', { emptyDir: {} })).toEqualTypeOf<
      Sidecar<'proxy', 'http' | 'admin', never, never, 'cache'>
    >();
  });

  it('knows those of a pasted container', () => {
    const container = {
      name: 'proxy',
      image,
      ports: [{ name: 'http', containerPort: 80 }, { containerPort: 81 }],
      volumeMounts: [{ name: 'tls', mountPath: '/etc/tls' }],
    } as const;
    expectTypeOf(sidecar.from(container)).toEqualTypeOf<Sidecar<'proxy', 'http', 'tls'>>();
    expectTypeOf(sidecar.from({ name: 'a', image })).toEqualTypeOf<Sidecar<'a'>>();
    // @ts-expect-error Type '"htpp"' is not assignable to type 'number | "http"'
    sidecar.from(container).startup({ tcp: 'htpp' });
  });

  it('does not make a difference between two names', () => {
    expectTypeOf(sidecar('a', image)).not.toEqualTypeOf(sidecar('b', image));
    // @ts-expect-error Type 'Sidecar<"b">' is not assignable to type 'Sidecar<"a">'
    const a: Sidecar<'a'> = sidecar('b', image);
    expectTypeOf(a).toEqualTypeOf<Sidecar<'a'>>();
  });

  it('lets names through that only the run time knows', () => {
    const name: string = 'x';
    expectTypeOf(sidecar(name, image)).toEqualTypeOf<Sidecar<string>>();
    expectTypeOf(sidecar(`app-${name}`, image)).toEqualTypeOf<Sidecar<`app-${string}`>>();
    proxy.memory(name).cpu(name, { limit: name });
  });
});

describe('names', () => {
  it('are DNS labels', () => {
    // @ts-expect-error 'My_App' is not a container name: use a-z, 0-9 and '-', and begin and end with a letter or digit
    sidecar('My_App', image);
    // @ts-expect-error '-proxy' is not a container name: use a-z, 0-9 and '-', and begin and end with a letter or digit
    sidecar('-proxy', image);
    sidecar('proxy-2', image);
  });

  it('of ports have a letter and are unique in the container', () => {
    // @ts-expect-error 'Http' is not a port name: use a-z, 0-9 and '-', with at least one letter, at most 15
    proxy.ports({ Http: 80 });
    // @ts-expect-error '8080' is not a port name: use a-z, 0-9 and '-', with at least one letter, at most 15
    proxy.ports({ '8080': 8080 });
    // @ts-expect-error 'a--b' is not a port name: no two '-' in a row
    proxy.ports({ 'a--b': 8080 });
    // @ts-expect-error port name 'http' is already used in this container
    proxy.ports({ http: 80 });
  });
});

describe('probes and hooks', () => {
  it('name ports that are declared', () => {
    // @ts-expect-error Type '"htpp"' is not assignable to type 'number | "http" | "admin"'
    proxy.startup({ http: '/ready', port: 'htpp' });
    // @ts-expect-error Type '"htpp"' is not assignable to type 'number | "http" | "admin"'
    proxy.liveness({ tcp: 'htpp' });
    // @ts-expect-error Type '"http"' is not assignable to type 'number': gRPC probes know no names
    proxy.liveness({ grpc: 'http' });
    // @ts-expect-error Type '"htpp"' is not assignable to type 'number | "http" | "admin"'
    proxy.preStop({ http: '/drain', port: 'htpp' });
    proxy.startup({ http: '/ready', port: 'admin' }).liveness({ tcp: 8080 }).readiness({ grpc: 9000 });
  });

  it('ask for a path with its slash', () => {
    // @ts-expect-error Type '"ready"' is not assignable to type '`/${string}`'
    proxy.startup({ http: 'ready', port: 'http' });
  });

  it('have a successThreshold in readiness alone', () => {
    proxy.readiness({ tcp: 'http', successThreshold: 3 });
    proxy.liveness({ tcp: 'http', successThreshold: 1 });
    // @ts-expect-error Type '3' is not assignable to type '1': Kubernetes wants 1 in liveness and startup probes
    proxy.liveness({ tcp: 'http', successThreshold: 3 });
    // @ts-expect-error 'terminationGracePeriodSeconds' does not exist: a readiness probe stops nothing
    proxy.readiness({ tcp: 'http', terminationGracePeriodSeconds: 3 });
  });

  it('run something', () => {
    // @ts-expect-error Source has 0 element(s) but target requires 1
    proxy.startup({ exec: [] });
    // @ts-expect-error a probe has a handler
    proxy.startup({ periodSeconds: 1 });
  });
});

describe('quantities', () => {
  it('of memory', () => {
    // @ts-expect-error '128mb' is not a memory quantity, did you mean '128Mi'?
    proxy.memory('128mb');
    // @ts-expect-error '400m' is 400 thousandths of one byte, did you mean '400Mi'?
    proxy.memory('400m');
    // @ts-expect-error '2GB' is not a memory quantity, did you mean '2Gi'?
    proxy.memory('1Gi', { limit: '2GB' });
    for (const bad of ['-5Mi', ' 5Mi', '1.Mi', '.5Gi', '', 'Mi', '0x10']) proxy.memory(bad);
    // @ts-expect-error '-5Mi' is not a memory quantity, write '128Mi' or '1Gi'
    proxy.memory('-5Mi');
    // @ts-expect-error ' 5Mi' is not a memory quantity, write '128Mi' or '1Gi'
    proxy.memory(' 5Mi');
    // @ts-expect-error '1,5Gi' is not a memory quantity, write '128Mi' or '1Gi'
    proxy.memory('1,5Gi');
    proxy.memory('64Mi').memory('1.5Gi').memory('128974848').memory('129e6').memory('129M').memory('0');
  });

  it('of cpu', () => {
    // @ts-expect-error '0.5cores' is not a cpu quantity, did you mean '0.5'?
    proxy.cpu('0.5cores');
    // @ts-expect-error '500M' is not a cpu quantity, did you mean '500m'?
    proxy.cpu('500M');
    // @ts-expect-error '50%' is not a cpu quantity, write '250m' or '0.25'
    proxy.cpu('100m', { limit: '50%' });
    // @ts-expect-error '128mb' is not a memory quantity, did you mean '128Mi'?
    proxy.limits({ memory: '128mb' });
    // @ts-expect-error '1core' is not a cpu quantity, did you mean '1'?
    proxy.limits({ cpu: '1core', memory: '1Gi' });
    proxy.limits({ memory: '1Gi' }).limits({ cpu: '500m', memory: '1Gi' });
    proxy.cpu('250m').cpu('0.25').cpu('2', { limit: '4' });
  });
});

describe('volumes', () => {
  it('that a sidecar brings have their own names', () => {
    const shipper = sidecar('shipper', image).volume('logs', { emptyDir: {} });
    // @ts-expect-error volume name 'logs' is already used in this pod
    shipper.volume('logs', { emptyDir: {} });
    // @ts-expect-error Type '"logs"' is not assignable to a path: '/...'
    shipper.mount('logs', 'logs');
  });
});
