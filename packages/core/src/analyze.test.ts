import { describe, expect, it } from 'vitest';
import { analyze } from './analyze.ts';
import { releaseOf } from './kubernetes/release.ts';

const POD = `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  initContainers:
    - { name: proxy, image: p, restartPolicy: Always, resources: { requests: { cpu: 150m } } }
  containers:
    - { name: app, image: a, resources: { requests: { cpu: 250m } } }
`;

describe('analyze', () => {
  it('goes from text to workloads and their resources', () => {
    const analysis = analyze([{ file: 'web.yaml', text: POD }], releaseOf('1.36'));
    expect(analysis).toMatchObject({ files: 1, documents: 1, unreadable: [] });
    expect(analysis.workloads[0]?.resources.pod).toMatchObject({
      requests: { cpu: '400m' },
      requestsWithoutSidecarAwareness: { cpu: '250m' },
    });
  });

  it('never lets a bad document hide a good one', () => {
    const text = `a: [\n---\n${POD}---\n{{ bad }}: x\n`;
    const analysis = analyze([{ file: 'all.yaml', text }], releaseOf('1.36'));
    expect(analysis.workloads.map(({ workload }) => workload.source)).toMatchObject([
      { document: 1, line: 3, kind: 'Pod', name: 'web' },
    ]);
    expect(analysis.unreadable.map(({ document }) => document)).toEqual([0, 2]);
  });

  it('lists findings in the order of the text', () => {
    const text = `${POD}    - { name: x, name: y, image: z }\n---\nkind: Pdo\n`;
    const { findings } = analyze([{ file: 'all.yaml', text }], releaseOf('1.36'));
    const places = findings.map(({ line }) => line);
    expect(places.length).toBeGreaterThan(1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });
});
