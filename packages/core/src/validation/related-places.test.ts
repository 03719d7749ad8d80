import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { releaseOf } from '../kubernetes/release.ts';
import { validateObject } from './validate-object.ts';

/** The related places of each error on a Pod, as `rule: path (message)`. */
const related = (spec: string): readonly string[] =>
  validateObject(
    { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec: parse(spec) },
    releaseOf('1.36'),
  ).flatMap(({ rule, related: places = [] }) =>
    places.map(({ path, message }) => `${rule}: ${path} (${message})`),
  );

const APP = '{ name: app, image: "a:1"';

describe('relatedPlaces', () => {
  it.each([
    [
      'a name that is used twice (V-105)',
      `{ initContainers: [${APP} }], containers: [${APP} }] }`,
      ['server/container-name-duplicate: spec.containers[0].name (the name is used here too)'],
    ],
    [
      'a mount without its volume (V-040)',
      `{ containers: [${APP}, volumeMounts: [{ name: x, mountPath: /x }] }], volumes: [{ name: z }] }`,
      ['server/volume-mount-name: spec.volumes (the volumes there are)'],
    ],
    ['no volumes at all', `{ containers: [${APP}, volumeMounts: [{ name: x, mountPath: /x }] }] }`, []],
    [
      'a sleep that is too long (V-083)',
      `{ terminationGracePeriodSeconds: 9, containers: [${APP}, lifecycle: { preStop: { sleep: { seconds: 10 } } } }] }`,
      ['server/sleep-seconds: spec.terminationGracePeriodSeconds (all the time there is to stop)'],
    ],
    [
      'the default grace period, which stands nowhere',
      `{ containers: [${APP}, lifecycle: { preStop: { sleep: { seconds: 31 } } } }] }`,
      [],
    ],
    [
      'a request over its limit (V-051)',
      `{ containers: [${APP}, resources: { requests: { cpu: 2 }, limits: { cpu: 1 } } }] }`,
      ['server/resource-limit: spec.containers[0].resources.limits (the limits)'],
    ],
    [
      'two mounts at one path (V-041)',
      `{ volumes: [{ name: v }], containers: [${APP}, volumeMounts: [{ name: v, mountPath: /x }, { name: v, mountPath: /x }] }] }`,
      ['server/mount-path: spec.containers[0].volumeMounts[0].mountPath (mounted here first)'],
    ],
    [
      'two ports of one name (V-024)',
      `{ containers: [${APP}, ports: [{ name: http, containerPort: 1 }, { name: http, containerPort: 2 }] }] }`,
      ['server/port-name: spec.containers[0].ports[0].name (the name is used here first)'],
    ],
    [
      'one port of the host for two (V-026)',
      `{ containers: [${APP}, ports: [{ containerPort: 1, hostPort: 1 }] }, { name: b, image: b, ports: [{ containerPort: 1, hostPort: 1 }] }] }`,
      ['server/host-port-conflict: spec.containers[0].ports[0].hostPort (the port is taken here first)'],
    ],
  ])('%s', (_, spec, expected) => expect(related(spec)).toEqual(expected));
});
