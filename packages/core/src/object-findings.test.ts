import { describe, expect, it } from 'vitest';
import { releaseOf } from './kubernetes/release.ts';
import type { ManifestObject } from './manifest/manifest.ts';
import { readManifests } from './manifest/read-manifests.ts';
import { objectErrors, objectFindings } from './object-findings.ts';

const WORKLOAD = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      initContainers:
        - { name: proxy, image: 'envoyproxy/envoy:v1.36.2', restartPolicy: Always, ports: [{ name: in, containerPort: 80 }] }
      containers: [{ name: app, image: 'nginx:1.29.3' }]
`;
const SERVICE = `apiVersion: v1
kind: Service
metadata: { name: web }
spec: { selector: { app: web }, ports: [{ port: 80, targetPort: in }] }
`;
const objects = (...texts: readonly string[]): readonly ManifestObject[] =>
  readManifests('a.yaml', texts.join('---\n')).objects;
const rules = (version: '1.31' | '1.36', ...texts: readonly string[]): readonly string[] =>
  objectErrors(objects(...texts), releaseOf(version)).map(({ rule }) => rule);

describe('objectErrors', () => {
  it('has what the server refuses, and no warnings', () => {
    const twice = WORKLOAD.replace('name: app', 'name: proxy');
    expect(rules('1.36', twice)).toEqual(['server/container-name-duplicate']);
    expect(rules('1.36', WORKLOAD)).toEqual([]);
    expect(objectFindings(objects(WORKLOAD), releaseOf('1.36'))).not.toEqual([]);
  });

  it('has what the server removes without a word where that changes what the Pod does', () => {
    expect(objectErrors(objects(WORKLOAD), releaseOf('1.28')).map(({ rule }) => rule)).toEqual([
      'server/dropped-field',
    ]);
  });

  it('has what two objects make of each other', () => {
    expect(rules('1.31', WORKLOAD, SERVICE)).toEqual(['service-named-port-on-sidecar']);
    expect(rules('1.36', WORKLOAD, SERVICE)).toEqual([]);
  });
});
