import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../json.ts';
import { releaseOf } from '../../kubernetes/release.ts';
import type { KubernetesVersion } from '../../kubernetes/version.ts';
import { validateObject } from '../validate-object.ts';

const container = (resources: JsonObject): JsonObject => ({ name: 'app', image: 'x', resources });

function details(spec: JsonObject, version: KubernetesVersion, gates = {}): readonly string[] {
  const pod: JsonObject = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec };
  return validateObject(pod, releaseOf(version, gates)).flatMap(({ path, server }) =>
    server === undefined ? [] : [`${path}: ${server.detail}`],
  );
}

describe('the resources of one container (R-087)', () => {
  const at = 'spec.containers[0].resources';
  const huge = 'hugepages-2Mi';

  it.each<[string, JsonObject, readonly string[]]>([
    ['an amount is not negative', { limits: { cpu: '-1' } }, ['must be greater than or equal to 0']],
    [
      'a request is at most its limit',
      { requests: { cpu: '2' }, limits: { cpu: '1' } },
      ['must be less than or equal to cpu limit of 1'],
    ],
    ['a request may equal its limit', { requests: { cpu: '1' }, limits: { cpu: '1000m' } }, []],
    [
      'huge pages need a limit',
      { requests: { [huge]: '2Mi', cpu: '1' } },
      ['Limit must be set for non overcommitable resources'],
    ],
    [
      'huge pages request what their limit is',
      { requests: { [huge]: '2Mi', cpu: '1' }, limits: { [huge]: '4Mi' } },
      ['must be equal to hugepages-2Mi limit of 4Mi'],
    ],
    ['huge pages need cpu or memory', { limits: { [huge]: '2Mi' } }, ['HugePages require cpu or memory']],
    [
      'an extended resource needs a limit',
      { requests: { 'acme.io/gpu': '1' } },
      ['Limit must be set for non overcommitable resources'],
    ],
    ['an extended resource is whole', { limits: { 'acme.io/gpu': '1500m' } }, ['must be an integer']],
  ])('%s (R-087)', (_, resources, expected) => {
    const found = details({ containers: [container(resources)] }, '1.36');
    for (const text of found) expect(text).toContain(at);
    const said = new Set(found.map((text) => text.slice(text.indexOf(': ') + 2)));
    expect([...said]).toEqual(expected);
  });
});

describe('spec.resources against the containers (R-026)', () => {
  const sidecar = { name: 'proxy', image: 'x', restartPolicy: 'Always' };
  const requests = (cpu: string) => ({
    resources: { requests: { cpu } },
    initContainers: [{ ...sidecar, resources: { requests: { cpu: '1' } } }],
    containers: [container({ requests: { cpu: '2' } })],
  });

  it.each(['1.32', '1.34', '1.36'] as const)(
    '%s wants a request for all of them, sidecars too (R-026)',
    (version) => {
      const on = { PodLevelResources: true };
      expect(details(requests('3'), version, on)).toEqual([]);
      expect(details(requests('2'), version, on)).toEqual([
        'spec.resources.requests[cpu]: must be greater than or equal to aggregate container requests of 3',
      ]);
    },
  );

  it("the limit of a regular container is at most the Pod's; of a sidecar it is not compared (R-026)", () => {
    const limited = (regular: string, ofSidecar: string) => ({
      resources: { limits: { cpu: '2' } },
      initContainers: [{ ...sidecar, resources: { requests: { cpu: '100m' }, limits: { cpu: ofSidecar } } }],
      containers: [container({ requests: { cpu: '100m' }, limits: { cpu: regular } })],
    });
    expect(details(limited('2', '4'), '1.36')).toEqual([]);
    expect(details(limited('4', '1'), '1.36')).toEqual([
      'spec.resources.containers[0][cpu].limits: must be less than or equal to pod limits of 2',
    ]);
  });
});
