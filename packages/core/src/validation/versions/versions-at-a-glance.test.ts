import { expect, it } from 'vitest';
import type { JsonObject } from '../../json.ts';
import { oldestVersion } from './oldest-version.ts';
import { supportedVersions, verdictChange, verdictsOfVersions } from './versions-at-a-glance.ts';

const podWith = (spec: JsonObject): JsonObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web' },
  spec: { containers: [{ name: 'app', image: 'nginx:1.27' }], ...spec },
});

const sidecar = podWith({ initContainers: [{ name: 'proxy', image: 'envoy:1', restartPolicy: 'Always' }] });

it('works from the version on that knows sidecars', () => {
  expect(supportedVersions(sidecar)).toMatchObject({ oldest: '1.29', newest: '1.37' });
  expect(verdictsOfVersions(sidecar)[0]).toMatchObject({ version: '1.28', fate: 'reduced' });
});

it('works nowhere with a name that no server takes', () => {
  expect(supportedVersions(podWith({ containers: [{ name: 'App', image: 'nginx' }] }))).toEqual({
    versions: [],
    oldest: undefined,
    newest: undefined,
  });
});

it('does not work where the field is unknown, nor where it is dropped', () => {
  const ruled = podWith({
    containers: [
      {
        name: 'app',
        image: 'nginx:1.27',
        restartPolicy: 'Never',
        restartPolicyRules: [{ action: 'Restart', exitCodes: { operator: 'In', values: [42] } }],
      },
    ],
  });
  expect(supportedVersions(ruled).oldest).toBe('1.35');
  expect(verdictsOfVersions(ruled).slice(5, 7)).toMatchObject([{ fate: 'refused' }, { fate: 'reduced' }]);
});

it('tells what an upgrade brings', () => {
  const { from, to, added, gone } = verdictChange(sidecar, ['1.28', '1.29']);
  expect([from.fate, to.fate]).toEqual(['reduced', 'works']);
  expect(added).toEqual([]);
  expect(gone.map(({ message }) => message)).toEqual([
    'spec.initContainers[0].restartPolicy is removed without a word, because the feature gate SidecarContainers is off: the sidecar becomes a plain init container, and while it runs the Pod hangs in Init:0/1',
  ]);
});

it('tells what a downgrade takes', () => {
  const { added } = verdictChange(sidecar, ['1.36', '1.28']);
  expect(added.map(({ origin, path }) => [origin, path])).toEqual([
    ['server-drop', 'spec.initContainers[0].restartPolicy'],
  ]);
});

it.each<[string, JsonObject]>([
  ['any version', podWith({})],
  ['sidecars', sidecar],
  ['no version', podWith({ containers: [{ name: 'App', image: 'nginx' }] })],
])('oldestVersion is the first of all verdicts: %s', (_, object) => {
  expect(oldestVersion(object)).toBe(supportedVersions(object).oldest ?? null);
});
