import { KUBERNETES_VERSIONS, releaseOf } from '@outrider/core';
import { describe, expect, it } from 'vitest';
import { FEATURES } from './release.ts';

describe('the minors in the types are those of the feature gates', () => {
  it.each(Object.entries(FEATURES))('%s', (_, { gate, since }) => {
    expect(KUBERNETES_VERSIONS.find((version) => releaseOf(version).on[gate])).toBe(since);
  });

  it('of native sidecars', () => {
    expect(KUBERNETES_VERSIONS.find((version) => releaseOf(version).on.SidecarContainers)).toBe('1.29');
  });
});
