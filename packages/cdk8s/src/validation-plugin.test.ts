import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { ValidationViolation } from './plugin-contract.ts';
import { SidecarValidation, type ValidationProperties } from './validation-plugin.ts';

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
      submitted: [['success', { Kubernetes: '1.37', ...NONE }]],
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

describe('the configuration of the project', () => {
  const folderWith = (files: Readonly<Record<string, string>>): string => {
    const folder = mkdtempSync(join(tmpdir(), 'outrider-project-'));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    return folder;
  };
  const valid = WEB.replace(', successThreshold: 3', '').replace(/resources: .*/, '');
  const withConfig = async (text: string, more: Readonly<Record<string, string>> = {}, own: object = {}) =>
    report(valid, {
      config: join(folderWith({ 'outrider.yaml': text, ...more }), 'outrider.yaml'),
      ...own,
    });
  const IGNORE = 'ignore: [{ rule: sidecar-missing-requests, reason: measured }]\n';

  it('has the last word on levels, ignores and the baseline', async () => {
    const [plain, quiet] = [
      await report(valid),
      await withConfig(`${IGNORE}severities: { sidecar-missing-memory-limit: off }\n`),
    ];
    const rules = ({ violations }: typeof plain) => violations.map(({ ruleName }) => ruleName);
    expect(rules(plain)).toContain('sidecar-missing-requests');
    expect(rules(plain)).toContain('sidecar-missing-memory-limit');
    expect(rules(quiet)).not.toContain('sidecar-missing-requests');
    expect(rules(quiet)).not.toContain('sidecar-missing-memory-limit');
    expect(quiet.submitted).toMatchObject([['success', { Ignored: '1' }]]);
    const known = { rule: 'sidecar-missing-requests', kind: 'Deployment', namespace: null, name: 'web' };
    const findings = [{ ...known, container: 'proxy', count: 1 }];
    const base = { 'base.json': JSON.stringify({ schemaVersion: 1, findings }) };
    const passed = await withConfig('baseline: base.json\n', base);
    expect(rules(passed)).not.toContain('sidecar-missing-requests');
    expect(passed.submitted).toMatchObject([['success', { 'In baseline': '1' }]]);
  });

  it('names the Kubernetes and what fails, unless the plugin is told', async () => {
    const text = 'kubernetesVersion: "1.31"\nfailOn: warning\n';
    expect((await withConfig(text)).submitted).toMatchObject([['failure', { Kubernetes: '1.31' }]]);
    const told = { target: '1.33', failOn: 'never' };
    expect((await withConfig(text, {}, told)).submitted).toMatchObject([['success', { Kubernetes: '1.33' }]]);
  });

  it('is looked for from the folder of the app upwards', async () => {
    vi.spyOn(process, 'cwd').mockReturnValue(folderWith({ 'outrider.yaml': IGNORE }));
    const [found, none] = [await report(valid), await report(valid, { config: false })];
    vi.restoreAllMocks();
    expect(found.submitted).toMatchObject([['success', { Ignored: '1' }]]);
    expect(none.submitted).not.toMatchObject([['success', { Ignored: '1' }]]);
  });

  it('may name packages with rules', async () => {
    const rules = await withConfig('rules: [./own.cjs]\n', { 'own.cjs': 'exports.rules = [];' });
    expect(rules.submitted).toMatchObject([['success', {}]]);
    await expect(withConfig('rules: [./own.cjs]\n', { 'own.cjs': 'exports.rules = 1;' })).rejects.toThrow(
      'outrider.yaml:1:9: rules[0]: "./own.cjs" exports no rules',
    );
    await expect(withConfig('rules: [./none.cjs]\n')).rejects.toThrow('rules[0]: Cannot load "./none.cjs": ');
  });

  it.each([
    [
      'severities: { sidecar-missing-request: off }\n',
      'outrider.yaml:1:15: severities.sidecar-missing-request: ',
    ],
    ['failOn: fatal\n', 'outrider.yaml:1:1: failOn: '],
    ['baseline: none.json\n', 'Cannot read '],
  ])('is refused with its place: %j', async (text, message) => {
    await expect(withConfig(text)).rejects.toThrow(message);
  });
});
