import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { arrivalFindings } from './arrival-findings.ts';
import { compareArrival } from './compare-arrival.ts';

const SENT = `
metadata: { name: a, labels: { app: a }, uid: old, creationTimestamp: null }
spec:
  hostNetwork: false
  nodeSelector: {}
  initContainers:
  - { name: proxy, image: proxy:1, restartPolicy: Always, resources: { requests: { cpu: 1000m, memory: 0.5Gi } } }
  - { name: migrate, image: migrate:1 }
  containers:
  - name: app
    image: app:1
    ports: [{ containerPort: 80 }]
    env: [{ name: A, value: b }]
status: { phase: Running }
`;

/** What the cluster gives back: the sent object with a change in its text, and what the server adds. */
const arrivals = (change: (sent: string) => string) =>
  compareArrival(
    parse(SENT),
    parse(
      change(SENT.replace('hostNetwork: false', 'dnsPolicy: ClusterFirst').replace('uid: old', 'uid: new')),
    ),
  );

describe('compareArrival', () => {
  it.each<[string, (sent: string) => string, unknown]>([
    ['nothing, where only the server added', (sent) => sent, []],
    [
      'nothing, where an amount is spelled otherwise',
      (sent) => sent.replace('1000m', '"1"').replace('0.5Gi', '512Mi'),
      [],
    ],
    [
      'a field that was stripped (A-003)',
      (sent) => sent.replace(' restartPolicy: Always,', ''),
      [{ kind: 'lost', path: 'spec.initContainers[0].restartPolicy', sent: 'Always' }],
    ],
    [
      'a changed value of a map',
      (sent) => sent.replace('labels: { app: a }', 'labels: { app: b }'),
      [{ kind: 'changed', path: 'metadata.labels[app]', sent: 'a', stored: 'b' }],
    ],
    [
      'another amount',
      (sent) => sent.replace('1000m', '999m'),
      [
        {
          kind: 'changed',
          path: 'spec.initContainers[0].resources.requests[cpu]',
          sent: '1000m',
          stored: '999m',
        },
      ],
    ],
    [
      'an item that is gone',
      (sent) => sent.replace('env: [{ name: A, value: b }]', ''),
      [{ kind: 'lost', path: 'spec.containers[0].env', sent: [{ name: 'A', value: 'b' }] }],
    ],
    [
      'an injected container, whatever its place',
      (sent) => sent.replace('  - { name: proxy', '  - { name: mesh, image: m }\n  - { name: proxy'),
      [{ kind: 'added', path: 'spec.initContainers', name: 'mesh' }],
    ],
    [
      'another order of init containers (P21)',
      (sent) => sent.replace(/( {2}- \{ name: proxy.*\n)( {2}- \{ name: migrate.*\n)/, '$2$1'),
      [
        {
          kind: 'reordered',
          path: 'spec.initContainers',
          sent: ['proxy', 'migrate'],
          stored: ['migrate', 'proxy'],
        },
      ],
    ],
  ])('%s', (_, change, expected) => expect(arrivals(change)).toEqual(expected));
});

describe('arrivalFindings', () => {
  it.each([
    ['a lost sidecar', { restartPolicy: 'Always' }, {}, 'error'],
    ['a lost policy of another sort', { restartPolicy: 'Never' }, {}, 'warning'],
    ['any other field', { image: 'a' }, {}, 'warning'],
    ['a changed image', { image: 'a' }, { image: 'b' }, 'info'],
    ['a changed policy', { restartPolicy: 'Always' }, { restartPolicy: 'Never' }, 'error'],
  ])('%s is as severe as what follows', (_, sent, stored, severity) => {
    const pod = (fields: object) => ({ spec: { initContainers: [{ name: 'p', ...fields }] } });
    expect(arrivalFindings(pod({ ...sent }), pod({ ...stored })).map((finding) => finding.severity)).toEqual([
      severity,
    ]);
  });
});
