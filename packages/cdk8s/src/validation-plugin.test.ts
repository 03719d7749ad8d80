import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  SidecarValidation,
  type ValidationProperties,
  type ValidationViolation,
} from './validation-plugin.ts';

async function report(manifest: string, properties?: ValidationProperties, stdout?: boolean) {
  const file = join(mkdtempSync(join(tmpdir(), 'outrider-plugin-')), 'app.k8s.yaml');
  writeFileSync(file, manifest);
  const violations: ValidationViolation[] = [];
  const submitted: unknown[] = [];
  await new SidecarValidation(properties).validate({
    manifests: [file],
    stdout,
    report: {
      addViolation: (violation) => violations.push(violation),
      submit: (...arguments_) => submitted.push(arguments_),
    },
  });
  return { file, violations, submitted };
}

const NONE = { Errors: '0', Warnings: '0', Infos: '0' };

/** A Service and a Deployment of one name; one error and one warning, each in another container. */
const WEB = `apiVersion: v1
kind: Service
metadata: { name: web }
spec: { selector: { app: web }, ports: [{ port: 80 }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      initContainers:
        - name: proxy
          image: envoyproxy/envoy:v1.36.2
          restartPolicy: Always
          startupProbe: { tcpSocket: { port: 80 } }
          resources: { limits: { memory: 64Mi, cpu: 100m } }
      containers:
        - name: app
          image: nginx:1.29.3
          livenessProbe: { tcpSocket: { port: 80 }, successThreshold: 3 }
`;

describe('SidecarValidation', () => {
  it('passes what has no findings', async () => {
    const { violations, submitted } = await report('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\n');
    expect({ violations, submitted }).toEqual({
      violations: [],
      submitted: [['success', { Kubernetes: '1.36', ...NONE }]],
    });
  });

  it('fails on what nobody can read, and says where', async () => {
    const { file, violations, submitted } = await report('a: [\n', { target: '1.33' });
    expect(submitted).toEqual([['failure', { Kubernetes: '1.33', ...NONE }]]);
    expect(violations).toMatchObject([
      {
        ruleName: 'unreadable',
        violatingResources: [{ manifestPath: file, locations: ['line 2, column 1'] }],
      },
    ]);
  });

  it('says which object, which container and where', async () => {
    const { file, violations } = await report(WEB);
    const error = violations.find(({ ruleName }) => ruleName === 'server/success-threshold');
    const path = 'spec.template.spec.containers[0].livenessProbe.successThreshold';
    expect(error).toMatchObject({
      recommendation: expect.stringContaining(`error: Deployment/web, container "app": ${path}: `),
      violatingResources: [
        {
          // By its bare name cdk8s would blame the Service.
          resourceName: 'Deployment/web',
          manifestPath: file,
          locations: [`line 23, column 71: ${path}, container "app"`],
        },
      ],
    });
  });

  it("leaves the construct to cdk8s where a name is one object's", async () => {
    const { violations } = await report(WEB.split('---\n')[1] ?? '');
    expect(
      new Set(
        violations.flatMap(({ violatingResources }) => violatingResources.map((one) => one.resourceName)),
      ),
    ).toEqual(new Set(['web']));
  });

  it('shows warnings, and fails on them if asked', async () => {
    const valid = WEB.replace(', successThreshold: 3', '').replace(/resources: .*/, '');
    const { violations, submitted } = await report(valid);
    expect(violations.map(({ ruleName }) => ruleName)).toContain('sidecar-missing-requests');
    expect(submitted).toMatchObject([['success', { Errors: '0' }]]);
    expect((await report(valid, { failOn: 'warning' })).submitted).toMatchObject([['failure', {}]]);
  });

  it('keeps to what fails where the manifests go to standard output', async () => {
    const { violations } = await report(WEB, {}, true);
    expect(violations.map(({ ruleName }) => ruleName)).toEqual(['server/success-threshold']);
  });

  it('refuses options that it does not know', () => {
    expect(() => new SidecarValidation({ target: '1.99' })).toThrow('Unknown Kubernetes version "1.99"');
    const failOn = 'fatal' as 'error';
    expect(() => new SidecarValidation({ failOn })).toThrow('Unknown severity "fatal" in failOn');
  });
});
