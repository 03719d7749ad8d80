import { expect, it } from 'vitest';
import { releaseOf } from '../kubernetes/release.ts';
import { validateEmbedded } from './validate-embedded.ts';

const template = {
  metadata: { labels: { app: 'web' } },
  spec: {
    containers: [{ name: 'App', image: 'nginx:1.27' }],
    initContainers: [{ name: 'proxy', image: 'envoy:1', restartPolicy: 'OnFailure' }],
  },
};

it('advises on templates inside other kinds, and says whose schema decides', () => {
  const rollout = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: { name: 'web' },
    spec: { template },
  };
  const findings = validateEmbedded(rollout, releaseOf('1.33'));
  expect(findings.map(({ origin, severity, path }) => [origin, severity, path])).toEqual([
    ['rule', 'warning', 'spec.template.spec.containers[0].name'],
    ['rule', 'warning', 'spec.template.spec.initContainers[0].restartPolicy'],
  ]);
  expect(findings[0]?.explanation).toContain('A Rollout is checked against the schema of its own');
});

it('leaves the kinds to the server whose own they are', () => {
  const deployment = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: { template },
  };
  expect(validateEmbedded(deployment, releaseOf('1.33'))).toEqual([]);
});
