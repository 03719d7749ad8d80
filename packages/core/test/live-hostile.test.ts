import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isJsonObject, type Json, type JsonObject } from '../src/json.ts';
import { releaseOf } from '../src/kubernetes/release.ts';
import { explainPods } from '../src/live/explain-pods.ts';
import { readManifests } from '../src/manifest/read-manifests.ts';
import { isStatus, recordings } from './live-recordings.ts';

const SEEDS: readonly JsonObject[] = recordings('1.36')
  .slice(0, 12)
  .flatMap(({ spec, timeline }) =>
    timeline.filter(isStatus).map(({ metadata, podStatus }) => ({ metadata, spec, status: podStatus })),
  );

const HOSTILE: readonly Json[] = [
  null,
  true,
  -1,
  1e308,
  '',
  '__proto__',
  'constructor',
  '9999-99-99T99:99:99Z',
  '0001-01-01T00:00:00Z',
  'x'.repeat(100_000),
  '\u001b[2J',
  [],
  [null],
  [[{}]],
  {},
  { running: {}, terminated: {}, waiting: {} },
  {
    waiting: {
      reason: 'CrashLoopBackOff',
      message: `back-off ${'9'.repeat(400)}h restarting failed container=`,
    },
  },
  JSON.parse('{"__proto__": {"exitCode": 1}, "constructor": 1}') as Json,
];

/** The value with what stands at one of its places replaced or removed; places count depth first. */
function changedAt(value: Json, place: { left: number }, instead: Json | undefined): Json | undefined {
  if (place.left-- === 0) return instead;
  if (Array.isArray(value)) {
    return (value as readonly Json[]).flatMap((item) => changedAt(item, place, instead) ?? []);
  }
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).map(
    ([key, child]) => [key, changedAt(child, place, instead)] as const,
  );
  return Object.fromEntries(
    entries.filter((entry): entry is readonly [string, Json] => entry[1] !== undefined),
  );
}

describe('a status that is not what the API would hold', () => {
  it('is explained as far as it goes, and breaks nothing', () => {
    const change = fc.record({
      place: fc.integer({ min: 1, max: 250 }),
      instead: fc.oneof(fc.constantFrom(...HOSTILE), fc.constant(undefined)),
    });
    const changes = fc.array(change, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.constantFrom(...SEEDS), changes, (seed, all) => {
        const pod = all.reduce<Json>(
          (value, { place, instead }) => changedAt(value, { left: place }, instead) ?? {},
          seed,
        );
        const text = JSON.stringify({ apiVersion: 'v1', kind: 'Pod', ...(isJsonObject(pod) ? pod : {}) });
        const { objects } = readManifests('-', text);
        const found = explainPods(objects, { release: releaseOf('1.36'), now: '2026-11-25T21:00:00Z' });
        expect(found.pods.length + found.unreadable.length).toBe(objects.length);
        for (const { headline } of found.pods) expect(headline.says).not.toMatch(/undefined|NaN|\[object/);
      }),
      { numRuns: 600 },
    );
  });
});
