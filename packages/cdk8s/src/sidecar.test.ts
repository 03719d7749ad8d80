import { describe, expect, it } from 'vitest';
import { sidecar } from './index.ts';

const image = 'example.com/proxy:1';

describe('sidecar()', () => {
  it('emits nothing that was not written', () => {
    expect(sidecar('proxy', image).toContainer()).toEqual({ name: 'proxy', image, restartPolicy: 'Always' });
  });

  it('says each thing in the words of the API', () => {
    const full = sidecar('proxy', image)
      .command('/proxy')
      .args('--a', '--b')
      .ports({ http: 8080, dns: { containerPort: 53, protocol: 'UDP' } })
      .startup({ http: '/ready', port: 'http', periodSeconds: 1, headers: { Host: 'x' }, scheme: 'HTTPS' })
      .readiness({ tcp: 'http', successThreshold: 2 })
      .liveness({ grpc: 9000, service: 'live', failureThreshold: 5 })
      .cpu('50m', { limit: '1' })
      .memory('64Mi')
      .env({ LEVEL: 'info', KEY: { secretKeyRef: { name: 'db', key: 'key' } } })
      .volume('cache', { emptyDir: { medium: 'Memory' } })
      .mount('cache', '/cache')
      .mount('tls', { mountPath: '/tls', readOnly: true })
      .postStart({ exec: ['true'] })
      .preStopSleep(5)
      .security({ runAsUser: 65532 });
    expect(full.toContainer()).toEqual({
      name: 'proxy',
      image,
      restartPolicy: 'Always',
      command: ['/proxy'],
      args: ['--a', '--b'],
      ports: [
        { name: 'http', containerPort: 8080 },
        { name: 'dns', containerPort: 53, protocol: 'UDP' },
      ],
      startupProbe: {
        httpGet: {
          path: '/ready',
          port: 'http',
          scheme: 'HTTPS',
          httpHeaders: [{ name: 'Host', value: 'x' }],
        },
        periodSeconds: 1,
      },
      readinessProbe: { tcpSocket: { port: 'http' }, successThreshold: 2 },
      livenessProbe: { grpc: { port: 9000, service: 'live' }, failureThreshold: 5 },
      resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { cpu: '1' } },
      env: [
        { name: 'LEVEL', value: 'info' },
        { name: 'KEY', valueFrom: { secretKeyRef: { name: 'db', key: 'key' } } },
      ],
      volumeMounts: [
        { name: 'cache', mountPath: '/cache' },
        { name: 'tls', mountPath: '/tls', readOnly: true },
      ],
      lifecycle: { postStart: { exec: { command: ['true'] } }, preStop: { sleep: { seconds: 5 } } },
      securityContext: { runAsUser: 65532 },
    });
    expect(full['~sidecar'].volumes).toEqual([{ name: 'cache', emptyDir: { medium: 'Memory' } }]);
  });

  it('knows the other fields, too', () => {
    const more = sidecar('proxy', image)
      .image('mirror.example.com/proxy:1')
      .workingDir('/srv')
      .imagePullPolicy('IfNotPresent')
      .envFrom({ configMapRef: { name: 'settings' } })
      .envFrom({ secretRef: { name: 'keys' }, prefix: 'KEY_' })
      .cpu('50m')
      .limits({ memory: '128Mi' })
      .resource('ephemeral-storage', '1Gi', { limit: '2Gi' })
      .startup({ tcp: 80, host: '127.0.0.1' });
    expect(more.toContainer()).toEqual({
      name: 'proxy',
      image: 'mirror.example.com/proxy:1',
      restartPolicy: 'Always',
      workingDir: '/srv',
      imagePullPolicy: 'IfNotPresent',
      envFrom: [{ configMapRef: { name: 'settings' } }, { secretRef: { name: 'keys' }, prefix: 'KEY_' }],
      resources: {
        requests: { cpu: '50m', 'ephemeral-storage': '1Gi' },
        limits: { memory: '128Mi', 'ephemeral-storage': '2Gi' },
      },
      startupProbe: { tcpSocket: { port: 80, host: '127.0.0.1' } },
    });
  });

  it('is made of a container that stands in a manifest, and loses none of its fields', () => {
    const container = {
      name: 'proxy',
      image,
      ports: [{ name: 'http', containerPort: 80, hostPort: 80 }],
      terminationMessagePolicy: 'FallbackToLogsOnError',
      novelty: true,
    } as const;
    const pasted = sidecar.from(container).liveness({ http: '/live', port: 'http' });
    expect(pasted.toContainer()).toEqual({
      ...container,
      restartPolicy: 'Always',
      livenessProbe: { httpGet: { path: '/live', port: 'http' } },
    });
  });

  it('takes the words of the API where its own end', () => {
    const proxy = sidecar('proxy', image)
      .ports({ http: 80 })
      .unnamedPorts(81, { containerPort: 53, protocol: 'UDP' })
      .cpu('1')
      .resources({ limits: { cpu: 2, 'example.com/gpu': 1 } })
      .terminationMessagePath('/dev/log')
      .terminationMessagePolicy('FallbackToLogsOnError')
      .liveness({ tcp: 'http', successThreshold: 1 });
    expect(proxy.toContainer()).toEqual({
      name: 'proxy',
      image,
      restartPolicy: 'Always',
      ports: [
        { name: 'http', containerPort: 80 },
        { containerPort: 81 },
        { containerPort: 53, protocol: 'UDP' },
      ],
      resources: { requests: { cpu: '1' }, limits: { cpu: 2, 'example.com/gpu': 1 } },
      terminationMessagePath: '/dev/log',
      terminationMessagePolicy: 'FallbackToLogsOnError',
      livenessProbe: { tcpSocket: { port: 'http' }, successThreshold: 1 },
    });
    expect(sidecar('proxy', image).resources({}).toContainer().resources).toEqual({});
  });

  it('is immutable', () => {
    const plain = sidecar('proxy', image);
    plain.args('--x').cpu('1').first();
    expect(plain.toContainer()).toEqual(sidecar('proxy', image).toContainer());
  });

  it('is hardened on demand, and the user has the last word', () => {
    const { securityContext } = sidecar('proxy', image)
      .hardened()
      .security({ runAsNonRoot: false })
      .toContainer();
    expect(securityContext).toMatchObject({ allowPrivilegeEscalation: false, runAsNonRoot: false });
  });
});
