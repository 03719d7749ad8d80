import { KUBERNETES_VERSIONS, RULES } from '@outrider/core';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../commands/commands.ts';
import { complete } from './complete.ts';

const values = (...words: readonly string[]): readonly string[] =>
  complete(words).values.map(([value]) => value);

describe('complete', () => {
  it('offers every command, and those that begin like the word', () => {
    expect(values('')).toEqual([...Object.keys(COMMANDS), 'help', 'completion', 'version']);
    expect(values('val')).toEqual(['validate']);
    expect(values('help', 'sim')).toEqual(['simulate']);
    expect(values('completion', '')).toEqual(['bash', 'zsh', 'fish']);
  });

  it.each([
    [['validate', '--fail-on', 'w'], ['warning']],
    [['validate', '--fail-on=w'], ['--fail-on=warning']],
    [['validate', '--fail-on', '=', 'w'], ['--fail-on=warning']],
    [
      ['resources', '-o', ''],
      ['text', 'json', 'markdown'],
    ],
    [['validate', '-k', '1.3'], KUBERNETES_VERSIONS.filter((version) => version.startsWith('1.3'))],
    [['validate', '--feature-gate', 'Sidecar'], ['SidecarContainers=']],
    [['validate', '--rule', 'prestop-exceeds'], ['prestop-exceeds-grace=']],
    [['validate', '--rule', 'prestop-exceeds-grace=o'], ['prestop-exceeds-grace=off']],
    [['validate', '--rule', 'prestop-exceeds-grace', '=', 'o'], ['prestop-exceeds-grace=off']],
    [['validate', '--subr'], ['--subresource']],
    [['simulate', '--subr'], []],
    [['unknown', ''], []],
  ])('%j: %j', (words, expected) => expect(values(...words)).toEqual(expected));

  it('leaves paths and files to the shell', () => {
    expect(complete(['validate', ''])).toEqual({ values: [], files: true });
    expect(complete(['simulate', '--scenario', '']).files).toBe(true);
    expect(complete(['validate', '--only', '']).files).toBe(false);
  });

  it('knows every rule', () => {
    expect(values('rules', '')).toEqual(RULES.map(({ meta }) => meta.id));
  });
});
