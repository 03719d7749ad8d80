import { describe, expect, it } from 'vitest';
import { FeatureGateError, featuresAt, releaseOf } from './release.ts';

describe('releaseOf', () => {
  it.each([
    ['1.28', false],
    ['1.29', true],
    ['1.33', true],
    ['1.36', true],
  ] as const)('SidecarContainers by default at %s: %s (G-001)', (version, on) => {
    expect(releaseOf(version).on.SidecarContainers).toBe(on);
  });

  it('takes an override of an alpha gate', () => {
    expect(releaseOf('1.28', { SidecarContainers: true }).on.SidecarContainers).toBe(true);
  });

  it('refuses a gate that does not exist yet, or is locked', () => {
    expect(() => releaseOf('1.33', { ContainerRestartRules: true })).toThrow(FeatureGateError);
    expect(() => releaseOf('1.33', { SidecarContainers: false })).toThrow(/locked/);
    expect(() => releaseOf('1.33', { __proto__x: false })).toThrow(/Unrecognized/);
  });

  it('knows behaviours that no gate names (L-130)', () => {
    expect(featuresAt(28).orderedSidecarTermination).toBe(false);
    expect(featuresAt(29).orderedSidecarTermination).toBe(true);
  });
});
