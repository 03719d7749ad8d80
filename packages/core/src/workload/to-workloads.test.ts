import { describe, expect, it } from 'vitest';
import { releaseOf } from '../kubernetes/release.ts';
import { readManifests } from '../manifest/read-manifests.ts';
import { pathInObject } from './path-in-object.ts';
import { toWorkloads } from './to-workloads.ts';

const release = releaseOf('1.36');
const POD_SPEC = '{containers: [{name: app, image: nginx}]}';

const workloads = (text: string) =>
  readManifests('f.yaml', text).objects.flatMap((object) => toWorkloads(object, release));

const summary = (text: string) =>
  workloads(text).map(({ kind, podPath, specPath, replicas }) => ({ kind, podPath, specPath, replicas }));

describe('the API kinds', () => {
  it.each([
    ['v1', 'Pod', `spec: ${POD_SPEC}`, '', 1],
    ['v1', 'PodTemplate', `template: {spec: ${POD_SPEC}}`, 'template', 1],
    ['v1', 'ReplicationController', `spec: {replicas: 4, template: {spec: ${POD_SPEC}}}`, 'spec.template', 4],
    ['apps/v1', 'Deployment', `spec: {template: {spec: ${POD_SPEC}}}`, 'spec.template', 1],
    ['apps/v1', 'Deployment', `spec: {replicas: 0, template: {spec: ${POD_SPEC}}}`, 'spec.template', 0],
    ['apps/v1', 'StatefulSet', `spec: {replicas: 3, template: {spec: ${POD_SPEC}}}`, 'spec.template', 3],
    ['apps/v1', 'ReplicaSet', `spec: {replicas: 2, template: {spec: ${POD_SPEC}}}`, 'spec.template', 2],
    ['apps/v1', 'DaemonSet', `spec: {template: {spec: ${POD_SPEC}}}`, 'spec.template', null],
    ['batch/v1', 'Job', `spec: {template: {spec: ${POD_SPEC}}}`, 'spec.template', 1],
    ['batch/v1', 'Job', `spec: {parallelism: 5, template: {spec: ${POD_SPEC}}}`, 'spec.template', 5],
    [
      'batch/v1',
      'Job',
      `spec: {parallelism: 5, completions: 2, template: {spec: ${POD_SPEC}}}`,
      'spec.template',
      2,
    ],
    ['batch/v1', 'Job', `spec: {completions: 7, template: {spec: ${POD_SPEC}}}`, 'spec.template', 1],
    [
      'batch/v1',
      'CronJob',
      `spec: {jobTemplate: {spec: {parallelism: 2, template: {spec: ${POD_SPEC}}}}}`,
      'spec.jobTemplate.spec.template',
      2,
    ],
  ])('%s %s, %s', (apiVersion, kind, body, podPath, replicas) => {
    const specPath = podPath === '' ? 'spec' : `${podPath}.spec`;
    expect(summary(`apiVersion: ${apiVersion}\nkind: ${kind}\n${body}\n`)).toEqual([
      { kind, podPath, specPath, replicas },
    ]);
  });

  it('are workloads even when the spec is missing', () => {
    expect(summary('apiVersion: apps/v1\nkind: Deployment\n')).toMatchObject([{ kind: 'Deployment' }]);
  });

  it('are told by their name alone when the apiVersion is missing', () => {
    expect(summary(`kind: Pod\nspec: ${POD_SPEC}\n`)).toMatchObject([{ kind: 'Pod' }]);
  });

  it('of versions no longer served are found by shape', () => {
    expect(
      summary(
        `apiVersion: extensions/v1beta1\nkind: Deployment\nspec: {replicas: 2, template: {spec: ${POD_SPEC}}}\n`,
      ),
    ).toEqual([{ kind: 'Custom', podPath: 'spec.template', specPath: 'spec.template.spec', replicas: 2 }]);
  });
});

describe('custom resources (P-017)', () => {
  it.each([
    [
      'Argo Rollout',
      `apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nspec: {replicas: 3, template: {spec: ${POD_SPEC}}}\n`,
      [{ podPath: 'spec.template', specPath: 'spec.template.spec', replicas: 3 }],
    ],
    [
      'Knative Service, whose containers need no name',
      'apiVersion: serving.knative.dev/v1\nkind: Service\nspec: {template: {spec: {containers: [{image: a}]}}}\n',
      [{ podPath: 'spec.template', specPath: 'spec.template.spec', replicas: 1 }],
    ],
    [
      'Kubeflow, a template for each role',
      `apiVersion: kubeflow.org/v1\nkind: PyTorchJob\nspec: {pytorchReplicaSpecs: {Master: {template: {spec: ${POD_SPEC}}}, Worker: {replicas: 2, template: {spec: ${POD_SPEC}}}}}\n`,
      [
        { podPath: 'spec.pytorchReplicaSpecs.Master.template', replicas: 1 },
        { podPath: 'spec.pytorchReplicaSpecs.Worker.template', replicas: 2 },
      ],
    ],
    [
      'JobSet, whose jobs multiply',
      `apiVersion: jobset.x-k8s.io/v1alpha2\nkind: JobSet\nspec: {replicatedJobs: [{replicas: 2, template: {spec: {parallelism: 3, completions: 3, template: {spec: ${POD_SPEC}}}}}]}\n`,
      [{ podPath: 'spec.replicatedJobs[0].template.spec.template', replicas: 6 }],
    ],
    [
      'a bare PodSpec under another name',
      `apiVersion: db.example.com/v1\nkind: Postgres\nspec: {pod: ${POD_SPEC}}\n`,
      [{ podPath: 'spec.pod', specPath: 'spec.pod', replicas: 1 }],
    ],
  ])('%s', (_, text, expected) => {
    expect(summary(text)).toMatchObject(expected);
    expect(workloads(text).map(({ kind }) => kind)).toEqual(expected.map(() => 'Custom'));
  });

  it.each([
    ['apiextensions.k8s.io/v1', 'CustomResourceDefinition'],
    ['v1', 'ConfigMap'],
    ['v1', 'Secret'],
    ['admissionregistration.k8s.io/v1', 'MutatingWebhookConfiguration'],
  ])('never %s %s', (apiVersion, kind) => {
    expect(summary(`apiVersion: ${apiVersion}\nkind: ${kind}\nspec: ${POD_SPEC}\n`)).toEqual([]);
  });

  it('never a status, nor containers without an image', () => {
    expect(summary(`apiVersion: x.io/v1\nkind: X\nstatus: {spec: ${POD_SPEC}}\n`)).toEqual([]);
    expect(summary('apiVersion: x.io/v1\nkind: X\nspec: {containers: [{name: a}]}\n')).toEqual([]);
  });
});

describe('pathInObject', () => {
  it.each([
    ['', 'spec', 'spec.containers[0]', 'spec.containers[0]'],
    ['spec.template', 'spec.template.spec', 'spec.containers[0]', 'spec.template.spec.containers[0]'],
    ['spec.template', 'spec.template.spec', 'metadata.labels', 'spec.template.metadata.labels'],
    ['spec.pod', 'spec.pod', 'spec.containers[0]', 'spec.pod.containers[0]'],
  ])('%s, %s: %s', (podPath, specPath, path, expected) => {
    expect(pathInObject({ podPath, specPath }, path)).toBe(expected);
  });
});
