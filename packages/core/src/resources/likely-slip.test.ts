import { expect, it } from 'vitest';
import { releaseOf } from '../kubernetes/release.ts';
import { readManifests } from '../manifest/read-manifests.ts';
import { toWorkloads } from '../workload/to-workloads.ts';
import { likelySlip } from './likely-slip.ts';
import { manifestNotes } from './manifest-notes.ts';
import { describeNote } from './resource-notes.ts';

it.each([
  ['memory', '512m', 'milli-bytes'],
  ['memory', '128000m', 'milli-bytes'],
  ['memory', '128', 'tiny-memory'],
  ['memory', '4095Ki', 'tiny-memory'],
  ['memory', '4Mi', undefined],
  ['memory', '512M', 'decimal-mega'],
  ['memory', '500M', undefined],
  ['memory', '512Mi', undefined],
  ['memory', '0', undefined],
  ['memory', '1K', undefined],
  ['cpu', '250', 'huge-cpu'],
  ['cpu', '100', undefined],
  ['cpu', '128000m', undefined],
  ['cpu', '250m', undefined],
  ['ephemeral-storage', '512M', undefined],
])('%s: %s looks like the slip %s (R-153)', (name, text, slip) => {
  expect(likelySlip(name, text)).toBe(slip);
});

it('a slip is a note, with the place as written (R-153)', () => {
  const text = `
apiVersion: v1
kind: Pod
metadata: { name: p }
spec:
  initContainers:
  - name: proxy
    resources: { requests: { cpu: 250, memory: 64Mi }, limits: { memory: 512m } }
  containers:
  - { name: app }`;
  const [object] = readManifests('p.yaml', text).objects;
  const [workload] = object ? toWorkloads(object, releaseOf('1.36')) : [];
  const notes = (workload ? manifestNotes(workload) : []).filter(({ kind }) => kind === 'likely-slip');
  expect(notes.map(describeNote)).toEqual([
    'Quantity "250" of container proxy: that is more than 100 CPUs; thousandths have the suffix m.',
    'Quantity "512m" of container proxy: m means thousandths, here of a byte.',
  ]);
  expect(notes[1]).toMatchObject({
    path: 'spec.initContainers[0].resources.limits.memory',
    slip: 'milli-bytes',
  });
});
