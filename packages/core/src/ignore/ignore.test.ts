import { describe, expect, it } from 'vitest';
import { analyze } from '../analyze.ts';
import { releaseOf } from '../kubernetes/release.ts';
import { commentIgnores } from './comment-ignores.ts';
import { isDate, readIgnores } from './ignore.ts';

describe('readIgnores', () => {
  it.each([
    ['a', [{ rules: ['a'], reason: '' }]],
    ['a, b c: why: because', [{ rules: ['a', 'b', 'c'], reason: 'why: because' }]],
    [
      'a: why; b',
      [
        { rules: ['a'], reason: 'why' },
        { rules: ['b'], reason: '' },
      ],
    ],
    ['a: why (until 2027-01-31)', [{ rules: ['a'], reason: 'why', until: '2027-01-31' }]],
    ['a until 2027-01-31', [{ rules: ['a'], reason: '', until: '2027-01-31' }]],
    [
      'a (until: 2028-02-29)\nb',
      [
        { rules: ['a'], reason: '', until: '2028-02-29' },
        { rules: ['b'], reason: '' },
      ],
    ],
    [
      'a: why (until 2027-02-29)',
      [{ rules: ['a'], reason: 'why', fault: '"2027-02-29" is no date such as 2027-01-31' }],
    ],
    [': why', [{ rules: [], reason: 'why', fault: 'it names no rule' }]],
    [' ; ', []],
  ])('%j', (text, expected) => expect(readIgnores(text)).toEqual(expected));

  it('knows the calendar', () => {
    expect(['2024-02-29', '2026-12-31'].every(isDate)).toBe(true);
    expect(['2023-02-29', '2026-13-01', '2026-1-1', 'soon', ''].some(isDate)).toBe(false);
  });
});

describe('commentIgnores', () => {
  const lines = (text: string): readonly (readonly [number, number, string])[] =>
    commentIgnores(text).map(({ line, about, rules }) => [line, about, rules.join(' ')]);

  it.each([
    ['behind a value', 'a: 1 # outrider-ignore x', [[1, 1, 'x']]],
    ['above', 'a: 1\n# outrider-ignore x\n\n# more\nb: 2', [[2, 5, 'x']]],
    ['indented, after other comments', 'a:\n  # why\n  # outrider-ignore: x, y\n  b: 2', [[3, 4, 'x y']]],
    ['with CRLF', 'a: 1\r\n# outrider-ignore x\r\nb: 2\r\n', [[2, 3, 'x']]],
    ['in a flow list', 'a: [ # outrider-ignore x\n  b]', [[1, 1, 'x']]],
    ['in a text', 'a: "# outrider-ignore x"\nb: |\n  # outrider-ignore y\nc: d#outrider-ignore z\n', []],
    ['of another word', 'a: 1 # outrider-ignored x', []],
    ['at the end', 'a: 1\n# outrider-ignore x\n', [[2, 2, 'x']]],
  ])('%s', (_, text, expected) => expect(lines(text)).toEqual(expected));
});

describe('analyze', () => {
  const pod = (comment: string, annotations = ''): string => `apiVersion: v1
kind: Pod
metadata: {name: a, annotations: {${annotations}}}
spec:
  containers:
  - name: app
    image: app:1
    lifecycle:
      preStop: ${comment}
        exec: {command: [sleep, "60"]}
`;

  const said = (text: string, today?: string): readonly string[] => {
    const { findings, ignored } = analyze(
      [{ file: 'a.yaml', text }],
      releaseOf('1.36'),
      today === undefined ? {} : { today },
    );
    return [
      ...findings.map(
        ({ line, rule, message }) => `${line} ${rule}${rule.startsWith('input') ? `: ${message}` : ''}`,
      ),
      `${ignored} ignored`,
    ];
  };

  const FOUND = '10 prestop-exceeds-grace';

  it.each<[string, string, readonly string[]]>([
    ['nothing', pod(''), [FOUND, '0 ignored']],
    ['an annotation', pod('', 'outrider.dev/ignore: prestop-exceeds-grace'), ['1 ignored']],
    [
      'an annotation with a reason, among others',
      pod('', 'outrider.dev/ignore: "sidecar-missing-requests; prestop-exceeds-grace: dev only"'),
      ['1 ignored'],
    ],
    ['another rule', pod('', 'outrider.dev/ignore: sidecar-missing-requests'), [FOUND, '0 ignored']],
    [
      'a value that is no text',
      pod('', 'outrider.dev/ignore: 1').replace(': 1}', ': "1"}'),
      ['3 input/unknown-rule: Unknown rule "1" is to be ignored', FOUND, '0 ignored'],
    ],
    [
      'a comment above',
      pod('# outrider-ignore prestop-exceeds-grace: it is fine (until 2026-12-31)'),
      [FOUND, '0 ignored'],
    ],
    [
      'a comment right above',
      pod('').replace(
        '        exec',
        '        # outrider-ignore prestop-exceeds-grace: it is fine (until 2026-12-31)\n        exec',
      ),
      ['1 ignored'],
    ],
    [
      'a misspelt rule',
      pod('', 'outrider.dev/ignore: prestop-exceed-grace'),
      [
        '3 input/unknown-rule: Unknown rule "prestop-exceed-grace" is to be ignored: did you mean "prestop-exceeds-grace"?',
        FOUND,
        '0 ignored',
      ],
    ],
    [
      'an ignore that is over',
      pod('', 'outrider.dev/ignore: "prestop-exceeds-grace: until the release (until 2026-11-30)"'),
      [
        '3 input/expired-ignore: "prestop-exceeds-grace" was to be ignored until 2026-11-30: until the release',
        FOUND,
        '0 ignored',
      ],
    ],
    [
      'a date that is none',
      pod('', 'outrider.dev/ignore: "prestop-exceeds-grace (until christmas)"'),
      [
        '3 input/bad-ignore: Cannot read what is to be ignored: "christmas" is no date such as 2027-01-31',
        FOUND,
        '0 ignored',
      ],
    ],
  ])('%s', (_, text, expected) => expect(said(text, '2026-12-01')).toEqual(expected));

  it('lets no ignore expire where nobody knows the day', () => {
    expect(said(pod('', 'outrider.dev/ignore: "prestop-exceeds-grace (until 2020-01-01)"'))).toEqual([
      '1 ignored',
    ]);
  });

  it('does not silence the API server', () => {
    const text =
      'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: []} # outrider-ignore server/required-field\n';
    expect(said(text).length).toBeGreaterThan(1);
  });

  it('takes an annotation of a pod template for that template alone', () => {
    const template = (annotation: string): string =>
      `{metadata: {annotations: {${annotation}}}, spec: {containers: [{name: a, image: "a:1", lifecycle: {preStop: {exec: {command: [sleep, "60"]}}}}]}}`;
    const text = `apiVersion: x/v1
kind: Two
metadata: {name: a}
one: ${template('outrider.dev/ignore: prestop-exceeds-grace')}
two: ${template('')}
`;
    expect(said(text)).toEqual(['5 prestop-exceeds-grace', '1 ignored']);
  });

  it('holds a comment against the object it stands in', () => {
    const list = `${pod('')}---\n${pod('').replace('        exec', '        # outrider-ignore prestop-exceeds-grace\n        exec')}`;
    expect(said(list)).toEqual([FOUND, '1 ignored']);
  });
});
