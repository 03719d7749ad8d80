import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../json.ts';
import { releaseOf } from '../../kubernetes/release.ts';
import { type UpdateOperation, validateUpdate } from './validate-update.ts';

type Version = '1.36' | '1.37';

const podWith = (spec: JsonObject): JsonObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web' },
  spec: {
    containers: [{ name: 'app', image: 'nginx:1.27', resources: { requests: { cpu: '1' } } }],
    ...spec,
  },
});

const refusals = (
  [old, now]: readonly [JsonObject, JsonObject],
  version: Version,
  operation: UpdateOperation = 'update',
  gates: Readonly<Record<string, boolean>> = {},
): readonly string[] =>
  validateUpdate(old, now, releaseOf(version, gates), operation)
    .filter(({ severity, origin }) => severity === 'error' && origin === 'server')
    .map(({ message }) => message);

describe('the own resources of a Pod in an update', () => {
  const whole = podWith({ resources: { requests: { cpu: '2' }, limits: { cpu: '2' } } });

  it('are kept from 1.37 on where a client drops them, and missed before', () => {
    expect(refusals([whole, podWith({})], '1.37')).toEqual([]);
    expect(refusals([whole, podWith({})], '1.36')[0]).toContain(
      'pod updates may not change fields other than',
    );
  });

  it('are filled in by a resize, and not by an ordinary update', () => {
    const partial = podWith({ resources: { limits: { cpu: '2' } } });
    expect(refusals([partial, partial], '1.37', 'update/resize')).toEqual([]);
    expect(refusals([partial, partial], '1.37')[0]).toContain('pod updates may not change fields other than');
    expect(refusals([partial, partial], '1.36')).toEqual([]);
  });
});

describe('what is fixed in a StatefulSet (V-323)', () => {
  const set = (spec: JsonObject): JsonObject => ({
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'db' },
    spec: {
      serviceName: 'db',
      selector: { matchLabels: { app: 'db' } },
      template: {
        metadata: { labels: { app: 'db' } },
        spec: { containers: [{ name: 'db', image: 'pg:1' }] },
      },
      ...spec,
    },
  });
  const change = [set({}), set({ serviceName: 'other', podManagementPolicy: 'Parallel' })] as const;

  it('is refused as a whole up to 1.36', () => {
    expect(refusals(change, '1.36').map((text) => text.slice(0, 44))).toEqual([
      'spec: Forbidden: updates to statefulset spec',
    ]);
  });

  it('is refused field by field from 1.37 on', () => {
    expect(refusals(change, '1.37')).toEqual([
      'spec.serviceName: Invalid value: "other": field is immutable',
      'spec.podManagementPolicy: Invalid value: "Parallel": field is immutable',
    ]);
  });
});

describe('what 1.37 tolerates because it is stored', () => {
  const deployment = (template: JsonObject, replicas: number): JsonObject => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: {
      replicas,
      selector: { matchLabels: { app: 'x' } },
      template: { metadata: { labels: { app: 'x' } }, spec: template },
    },
  });
  const noReference = {
    containers: [{ name: 'app', image: 'nginx:1.27' }],
    volumes: [{ name: 'models', image: {} }],
  };
  const sysAdmin = (allowPrivilegeEscalation?: boolean): JsonObject => ({
    containers: [
      {
        name: 'app',
        image: 'nginx:1.27',
        securityContext: {
          capabilities: { add: ['CAP_SYS_ADMIN'] },
          ...(allowPrivilegeEscalation !== undefined && { allowPrivilegeEscalation }),
        },
      },
    ],
  });

  it('an image volume without a reference', () => {
    const fine = { ...noReference, volumes: [{ name: 'models', image: { reference: 'm:1' } }] };
    expect(refusals([deployment(noReference, 1), deployment(noReference, 2)], '1.37')).toEqual([]);
    expect(refusals([deployment(fine, 1), deployment(noReference, 2)], '1.37')).toEqual([
      'spec.template.spec.volumes[0].image.reference: Required value',
    ]);
  });

  it('CAP_SYS_ADMIN without escalation', () => {
    expect(refusals([deployment(sysAdmin(), 1), deployment(sysAdmin(false), 1)], '1.37')).toEqual([]);
    expect(refusals([deployment(sysAdmin(true), 1), deployment(sysAdmin(false), 1)], '1.37')).toHaveLength(1);
    expect(refusals([deployment(sysAdmin(), 1), deployment(sysAdmin(false), 1)], '1.36')).toHaveLength(1);
  });
});

describe('volumes in a resize with InPlacePodVerticalScalingMemoryBackedVolumes', () => {
  const volume = (name: string, emptyDir: JsonObject): JsonObject =>
    podWith({ volumes: [{ name, emptyDir }] });
  const resize = (old: JsonObject, now: JsonObject): readonly string[] =>
    refusals([old, now], '1.37', 'update/resize', { InPlacePodVerticalScalingMemoryBackedVolumes: true });
  const memory = (sizeLimit: string): JsonObject => ({ medium: 'Memory', sizeLimit });

  it.each<[string, JsonObject, JsonObject, readonly string[]]>([
    ['another size in memory', volume('v', memory('1Gi')), volume('v', memory('2Gi')), []],
    [
      'another size on disk',
      volume('v', { sizeLimit: '1Gi' }),
      volume('v', { sizeLimit: '2Gi' }),
      [
        'spec.volumes[0].emptyDir.sizeLimit: Forbidden: sizeLimit is only mutable for memory-backed emptyDir volumes',
      ],
    ],
    [
      'a first size',
      volume('v', { medium: 'Memory' }),
      volume('v', memory('2Gi')),
      [
        'spec.volumes[0].emptyDir.sizeLimit: Forbidden: adding or removing sizeLimit on an existing volume is not allowed',
      ],
    ],
    [
      'another name',
      volume('v', memory('1Gi')),
      volume('w', memory('1Gi')),
      ['spec.volumes[0].name: Forbidden: volumes may not be renamed or reordered on resize'],
    ],
    [
      'another medium',
      volume('v', memory('1Gi')),
      volume('v', { sizeLimit: '1Gi' }),
      ['spec.volumes[0]: Forbidden: only sizeLimit of memory-backed emptyDir volumes is mutable on resize'],
    ],
    [
      'one volume fewer',
      volume('v', memory('1Gi')),
      podWith({ volumes: [] }),
      ['spec.volumes: Forbidden: volumes may not be added or removed on resize'],
    ],
  ])('%s', (_, old, now, expected) => {
    expect(resize(old, now)).toEqual(expected);
  });
});
