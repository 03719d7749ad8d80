import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { faultyFixes, said as saidBy } from '../../test/rule-case.ts';
import { RULES } from './catalogue.ts';

const here = new URL('.', import.meta.url);
const folderOf = (id: string): URL => new URL(`${id}/`, here);
const ids = RULES.map(({ meta }) => meta.id);

/** Folders beside the rules: what they see, what they know, what they look for. */
const SHARED = ['input', 'known', 'signs'];

const said = (id: string, text: string): string =>
  saidBy(
    RULES.filter(({ meta }) => meta.id === id),
    text,
  );

describe('the catalogue', () => {
  it('has a folder for each rule, and a rule for each folder', () => {
    const folders = readdirSync(here, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.map(({ name }) => name).toSorted()).toEqual([...ids, ...SHARED].toSorted());
    expect(new Set(ids).size).toBe(ids.length);
  });
});

it('is listed in docs/rules.md, which vitest -u writes anew', async () => {
  const rows = RULES.map(
    ({ meta }) =>
      `| [${meta.id}](../packages/core/src/rules/${meta.id}/README.md) | ${meta.severity} | ${meta.summary} |`,
  );
  const page = [
    '# Rules',
    '',
    'What `outrider validate` advises, in the order of its findings, with the worst severity of each. `outrider rules ID` prints a page;',
    '[configuration](configuration.md) says how to change or silence one. What they say of real manifests and what they catch is',
    'counted in [noise.md](../packages/core/test/rules/noise.md) and [recall.md](../packages/core/test/rules/recall.md).',
    '',
    '| rule | severity | says that |',
    '| --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
  await expect(page).toMatchFileSnapshot('../../../../docs/rules.md');
});

describe.each(ids)('%s', (id) => {
  const cases = globSync('cases/*.yaml', { cwd: folderOf(id) }).toSorted();

  it.each(cases)('%s', async (name) => {
    const file = new URL(name, folderOf(id));
    const out = file.pathname.replace(/\.yaml$/, '.out');
    await expect(said(id, readFileSync(file, 'utf8'))).toMatchFileSnapshot(out);
  });

  it('has a case that fires and one that does not', () => {
    const outs = cases.map((name) => said(id, readFileSync(new URL(name, folderOf(id)), 'utf8')));
    expect(outs.some((out) => out !== '')).toBe(true);
    expect(outs.some((out) => out === '')).toBe(true);
  });

  it('has fixes that remove the finding, and that the API server takes', () => {
    const rule = RULES.find(({ meta }) => meta.id === id);
    const page = existsSync(new URL('README.md', folderOf(id)))
      ? readFileSync(new URL('README.md', folderOf(id)), 'utf8')
      : '';
    const texts = [
      ...cases.map((name) => readFileSync(new URL(name, folderOf(id)), 'utf8')),
      ...blocksOf(page.split('## Bad\n')[1] ?? '')
        .filter(({ language }) => language === 'yaml')
        .map(({ body }) => body),
    ];
    expect(texts.flatMap((text) => (rule === undefined ? [] : faultyFixes(rule, text)))).toEqual([]);
  });

  it('has a page whose examples give the output it shows', () => {
    const page = new URL('README.md', folderOf(id));
    expect(existsSync(page)).toBe(true);
    const text = readFileSync(page, 'utf8');
    for (const section of ['## What', '## Why', '## What to do', '## Bad', '## Good']) {
      expect(text).toContain(`${section}\n`);
    }
    const [bad = '', good = ''] = (text.split('## Bad\n')[1] ?? '').split('## Good\n');
    const shown = blocksOf(bad).filter(({ language }) => language === 'text');
    expect(shown.length).toBeGreaterThan(0);
    for (const { manifest, body } of shown) expect(said(id, manifest)).toBe(body);
    const manifests = blocksOf(good).filter(({ language }) => language === 'yaml');
    expect(manifests.length).toBeGreaterThan(0);
    for (const { body } of manifests) expect(said(id, body)).toBe('');
  });
});

interface Block {
  readonly language: string;
  readonly body: string;
  /** The last YAML block before it. */
  readonly manifest: string;
}

function blocksOf(text: string): readonly Block[] {
  let manifest = '';
  return Array.from(text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm), ([, language = '', body = '']) => {
    if (language === 'yaml') manifest = body;
    return { language, body, manifest };
  });
}

it('says nothing of commands that nobody would write, and takes no time for it', () => {
  const text = (words: readonly string[]): string =>
    JSON.stringify({
      apiVersion: 'v1',
      kind: 'Pod',
      spec: {
        initContainers: [{ name: 'a', image: 'b', command: words }],
        containers: [{ name: 'c', image: 'd' }],
      },
    });
  expect(said('never-ending-init-container', text(['tail', `-${'f'.repeat(2 ** 20)}!`]))).toBe('');
  expect(said('never-ending-init-container', text(['sh', '-c', 'while true;'.repeat(2 ** 17)]))).toBe('');
});
