import { describe, expect, it } from 'vitest';
import { COMMON, type FlagName } from './flags.ts';
import { parseFlags } from './parse-flags.ts';

const known: readonly FlagName[] = [...COMMON, 'fail-on', 'rule'];
const parse = (line: string) => parseFlags(line.split(' '), known);

describe('parseFlags', () => {
  it.each(['-k 1.33', '-k1.33', '-k=1.33', '--kubernetes-version 1.33', '--kubernetes-version=1.33'])(
    'reads %s',
    (line) => expect(parse(`${line} a.yaml`).value('kubernetes-version')).toBe('1.33'),
  );

  it('keeps paths in order, "-" among them; "--" ends the flags', () => {
    expect(parse('a - --quiet b -- --verbose -k').paths).toEqual(['a', '-', 'b', '--verbose', '-k']);
  });

  it('collects what repeats', () => {
    expect(parse('-o json -o sarif=a=b.sarif').values('output')).toEqual(['json', 'sarif=a=b.sarif']);
  });

  it.each([
    ['--fial-on error', 'Unknown flag --fial-on: did you mean "fail-on"?'],
    ['--scenario x', 'This command does not take --scenario'],
    ['--__proto__', 'Unknown flag --__proto__'],
    ['-x', 'Unknown flag -x'],
    ['--quiet=yes', '--quiet takes no value'],
    ['--fail-on', '--fail-on needs a value: --fail-on SEVERITY'],
    ['--fail-on eror', 'Unknown value "eror" for --fail-on: did you mean "error"?'],
    ['--fail-on x', 'Unknown value "x" for --fail-on: known are error, warning, info, never'],
    ['-k 1.33 -k 1.34', '--kubernetes-version is given twice'],
  ])('refuses %s', (line, message) => expect(() => parse(line)).toThrow(message));
});
