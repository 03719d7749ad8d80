/**
 * Proves the oracle against verdicts that others took from Kubernetes' code.
 * `node conformance/prove.ts FILE.jsonl.gz [MINOR…]`: lines of { doc, verdicts: [{ versions, strict?, decodeError?, errors?, warnings? }] }
 */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { ask, type Verdict } from './oracle.ts';
import { MINORS } from './versions.ts';

interface Expected extends Verdict {
  readonly versions: readonly string[];
}

interface Case {
  readonly doc: unknown;
  readonly verdicts: readonly Expected[];
}

/** Go prints pointers inside some values: they differ with every run. */
const withoutPointers = (text: string): string => text.replaceAll(/\(0x[0-9a-f]+\)/g, '(pointer)');

const causes = ({ errors = [] }: Verdict): string =>
  errors
    .map(({ type, field, message }) => withoutPointers(JSON.stringify([type, field, message])))
    .toSorted()
    .join('\n');

const sorted = (texts: readonly string[] = []): string => texts.toSorted().join('\n');

/** The vectors carry the handler's prefix before the decoder's text, and warnings of accepted objects only. */
const agree = (expected: Expected, said: Verdict): boolean =>
  (expected.decodeError ?? '').endsWith(said.decodeError ?? '') &&
  (expected.decodeError === undefined) === (said.decodeError === undefined) &&
  sorted(expected.strict) === sorted(said.strict) &&
  causes(expected) === causes(said) &&
  (said.errors !== undefined || sorted(expected.warnings) === sorted(said.warnings));

const [file = '', ...minors] = process.argv.slice(2);
const cases: Case[] = gunzipSync(readFileSync(file))
  .toString()
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));

for (const minor of minors.length > 0 ? minors : MINORS) {
  const known = cases.flatMap(({ doc, verdicts }) => {
    const expected = verdicts.find(({ versions }) => versions.includes(minor));
    return expected === undefined ? [] : [{ doc, expected }];
  });
  const said = ask(
    minor,
    known.map(({ doc }) => doc),
    { allowPrivileged: false },
  );
  const differing = known.filter(({ expected }, index) => !agree(expected, said[index] ?? {}));
  console.log(`${minor}: ${known.length - differing.length} of ${known.length} agree`);
  for (const { doc, expected } of differing.slice(0, 3))
    console.log(JSON.stringify({ expected, said: said[known.findIndex((one) => one.doc === doc)], doc }));
}
