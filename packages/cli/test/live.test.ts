import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fixtures, outrider } from './run-outrider.ts';

/** A Pod and a Deployment, written by hand as `kubectl get pod,deploy -o yaml --show-managed-fields` of 1.33 prints them. */
const LIVE = readFileSync(`${fixtures}live.yaml`, 'utf8');

interface Report {
  readonly summary: { readonly workloads: number };
  readonly findings: readonly { readonly rule: string; readonly path: string }[];
}

function findingsOf(input: string): readonly string[] {
  const { summary, findings }: Report = JSON.parse(
    outrider(['validate', '-k', '1.33', '-o', 'json', '-'], { input }).stdout,
  );
  expect(summary.workloads).toBe(2);
  return findings.map(({ rule, path }) => `${rule} ${path}`);
}

describe('kubectl get … -o yaml | outrider validate -', () => {
  it('has nothing to say of what the server and the kubelet wrote', () => {
    for (const field of ['status:', 'managedFields:', 'uid:', 'resourceVersion:', 'nodeName:', 'projected:'])
      expect(LIVE).toContain(field);
    expect(findingsOf(LIVE)).toEqual([]);
  });

  it('still finds what is wrong among it', () => {
    expect(findingsOf(LIVE.replace('failureThreshold: 30', 'failureTreshold: 30'))).toEqual([
      'startup-budget-too-small spec.initContainers[0].startupProbe',
      'server/unknown-field spec.initContainers[0].startupProbe.failureTreshold',
    ]);
    expect(findingsOf(LIVE.replace('restartPolicy: Always', 'restartPolicy: always'))).toContain(
      'server/restart-policy spec.initContainers[0].restartPolicy',
    );
    expect(findingsOf(LIVE.replace('phase: Running', 'phaze: Running'))).toEqual([
      'server/unknown-field status.phaze',
    ]);
  });
});
