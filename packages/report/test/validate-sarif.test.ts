import { readFileSync } from 'node:fs';
import { analyze, RULES, releaseOf, SERVER_RULES } from '@outrider/core';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import type { ReportingDescriptor } from 'sarif';
import { describe, expect, it } from 'vitest';
import { validateSarif } from '../src/validate-sarif.ts';

const schema = JSON.parse(
  readFileSync(new URL('./fixtures/sarif-2.1.0-rtm.5.json', import.meta.url), 'utf8'),
);
const ajv = new Ajv.default({ strict: false, unicodeRegExp: false });
addFormats.default(ajv as never);
const isSarif = ajv.compile(schema);

const TEXT =
  'kind: Pdo\n---\na: [\n---\napiVersion: v1\nkind: Pod\nspec: {containers: [{name: a, name: b, image: x}]}\n';

const sarif = (text: string, file = 'a b/ü.yaml') =>
  JSON.parse(validateSarif(analyze([{ file, text }], releaseOf('1.36')), '1.2.3'));

describe('validateSarif', () => {
  it.each([
    ['findings and unreadable documents', TEXT],
    ['nothing to say', ''],
  ])('is valid SARIF: %s', (_, text) => {
    isSarif(sarif(text));
    expect(isSarif.errors).toBeNull();
  });

  it('refers each result to its rule, and escapes the path', () => {
    const [run] = sarif(TEXT).runs;
    expect(run.results.length).toBeGreaterThanOrEqual(3);
    for (const result of run.results) {
      expect(run.tool.driver.rules[result.ruleIndex].id).toBe(result.ruleId);
      expect(result.locations[0].physicalLocation.artifactLocation.uri).toBe('a%20b/%C3%BC.yaml');
    }
  });

  it('keeps fingerprints when the object moves to another place of the file', () => {
    const prints = (text: string): unknown[] =>
      sarif(text).runs[0].results.map(
        (result: { partialFingerprints: unknown }) => result.partialFingerprints,
      );
    const pod = TEXT.split('---\n')[2] ?? '';
    expect(prints(pod)).toEqual(prints(`# moved\n---\n---\n${pod}`));
  });

  it('says what each rule says whatever the object, as the catalogue has it', () => {
    const text =
      'apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n' +
      '  initContainers: [{name: s, image: i, restartPolicy: always}, {name: t, image: i, restartPolicy: Always}]\n' +
      '  containers: [{name: c, image: i}]\n';
    const rules: readonly ReportingDescriptor[] = sarif(text).runs[0].tool.driver.rules;
    const named = (id: string) => rules.find((rule) => rule.id === id);
    const { summary } = RULES.find(({ meta }) => meta.id === 'sidecar-missing-requests')?.meta ?? {};
    expect(named('sidecar-missing-requests')).toMatchObject({
      shortDescription: { text: summary },
      help: { text: expect.stringContaining('outrider rules sidecar-missing-requests') },
    });
    expect(named('server/restart-policy')).toMatchObject({
      shortDescription: { text: 'The API server refuses the object' },
      fullDescription: { text: SERVER_RULES['restart-policy'].explanation },
    });
  });
});
