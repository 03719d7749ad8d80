import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  SidecarValidation,
  type ValidationProperties,
  type ValidationViolation,
} from './validation-plugin.ts';

async function report(manifest: string, properties?: ValidationProperties) {
  const file = join(mkdtempSync(join(tmpdir(), 'outrider-plugin-')), 'app.k8s.yaml');
  writeFileSync(file, manifest);
  const violations: ValidationViolation[] = [];
  const submitted: unknown[] = [];
  await new SidecarValidation(properties).validate({
    manifests: [file],
    report: {
      addViolation: (violation) => violations.push(violation),
      submit: (...arguments_) => submitted.push(arguments_),
    },
  });
  return { file, violations, submitted };
}

describe('SidecarValidation', () => {
  it('passes what has no findings', async () => {
    const { violations, submitted } = await report('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\n');
    expect({ violations, submitted }).toEqual({
      violations: [],
      submitted: [['success', { Kubernetes: '1.36' }]],
    });
  });

  it('fails on what nobody can read, and says where', async () => {
    const { file, violations, submitted } = await report('a: [\n', { target: '1.33' });
    expect(submitted).toEqual([['failure', { Kubernetes: '1.33' }]]);
    expect(violations).toMatchObject([
      { ruleName: 'unreadable', violatingResources: [{ manifestPath: file, locations: ['2:1'] }] },
    ]);
  });

  it('refuses options that it does not know', () => {
    expect(() => new SidecarValidation({ target: '1.99' })).toThrow('Unknown Kubernetes version "1.99"');
    const failOn = 'fatal' as 'error';
    expect(() => new SidecarValidation({ failOn })).toThrow('Unknown severity "fatal" in failOn');
  });
});
