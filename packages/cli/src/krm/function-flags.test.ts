import { describe, expect, it } from 'vitest';
import { functionFlags } from './function-flags.ts';

describe('functionFlags', () => {
  it.each([
    ["a ConfigMap's data", { data: { rules: 'a-rule=off,another=info', kubernetesVersion: '1.33' } }],
    ['a spec', { spec: { rules: { 'a-rule': 'off', another: 'info' }, kubernetesVersion: 1.33 } }],
  ])('reads %s', (_, config) => {
    const flags = functionFlags(config);
    expect(flags.values('rule')).toEqual(['a-rule=off', 'another=info']);
    expect(flags.value('kubernetes-version')).toBe('1.33');
  });

  it('asks for nothing where there is no config', () => {
    for (const config of [undefined, null, 'text', {}, { data: null }]) {
      expect(functionFlags(config).has('rule')).toBe(false);
    }
  });

  it.each([
    ['an unknown key', { data: { constructor: '1' } }, 'Unknown key "constructor" in the functionConfig'],
    ['a value out of its choices', { data: { failOn: 'sometimes' } }, 'sometimes'],
  ])('refuses %s', (_, config, message) => expect(() => functionFlags(config)).toThrow(message));
});
