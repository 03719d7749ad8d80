import { ApiObject, Chart, JsonPatch, Lazy, Testing } from 'cdk8s';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { pod } from './index.ts';

const image = 'example.com/x:1';
const labels = { app: 'x' };

/** What a workload of ours emits, and what cdk8s' own object of the same content does; with the order of keys. */
function both(raw: Readonly<Record<string, unknown>>, change: (object: ApiObject) => void = () => {}) {
  const metadata = { name: 'x', labels: { z: '1', a: '2' } };
  const ours = pod({ labels }).container('app', { image, env: { B: '1', A: '2' } });
  const template = { metadata: { labels }, spec: ours.template().spec };
  const spec = { selector: { matchLabels: labels }, template };
  const theirs = new ApiObject(new Chart(Testing.app(), 'test'), 'x', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata,
    spec,
    ...raw,
  });
  const objects = [ours.deployment(new Chart(Testing.app(), 'test'), 'x', { metadata, raw }), theirs];
  for (const object of objects) change(object);
  return objects.map((object) => JSON.stringify(object.toJson()));
}

describe('a workload emits exactly what an ApiObject of its content does', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it.each([
    ['plainly', {}],
    [
      'without what has no value',
      { extra: { a: undefined, b: null, list: [1, null, { z: 1, a: 2 }], empty: {} } },
    ],
    ['with what is only known later', { extra: { z: Lazy.any({ produce: () => ({ b: 1, a: 2 }) }) } }],
  ])('%s', (_, raw) => {
    const [ours, theirs] = both(raw);
    expect(ours).toBe(theirs);
  });

  it('patched, and labelled afterwards', () => {
    const [ours, theirs] = both({}, (object) => {
      object.metadata.addLabel('later', 'yes');
      object.addJsonPatch(JsonPatch.add('/spec/replicas', 2));
    });
    expect(ours).toBe(theirs);
    expect(ours).toContain('"replicas":2');
  });

  it('in the order it was written, if cdk8s is told so', () => {
    vi.stubEnv('CDK8S_DISABLE_SORT', '1');
    const [ours, theirs] = both({ extra: { z: 1, a: 2 } });
    expect(JSON.parse(ours ?? '')).toEqual(JSON.parse(theirs ?? ''));
    expect(ours).toContain('"extra":{"z":1,"a":2}');
  });

  it('each time a copy of its own', () => {
    const workload = pod({ labels })
      .container('app', { image })
      .deployment(new Chart(Testing.app(), 't'), 'x');
    workload.toJson().spec.template.spec.containers = [];
    expect(workload.toJson().spec.template.spec.containers).toHaveLength(1);
  });
});
