import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { releaseOf } from '../kubernetes/release.ts';
import { readManifests } from '../manifest/read-manifests.ts';
import { toWorkloads } from '../workload/to-workloads.ts';
import { RULES } from './catalogue.ts';
import { runRules } from './run-rules.ts';

const here = new URL('.', import.meta.url);
const folderOf = (id: string): URL => new URL(`${id}/`, here);
const ids = RULES.map(({ meta }) => meta.id);

/** What one rule says of a text, a line a finding. */
function said(id: string, text: string): string {
  const rule = RULES.filter(({ meta }) => meta.id === id);
  const release = releaseOf('1.36');
  const lines = readManifests('manifest.yaml', text).objects.flatMap((object) =>
    toWorkloads(object, release).flatMap((workload) =>
      runRules(workload, release, rule).map(({ severity, path, message, fix }) => {
        const { line, column } = object.locate(path);
        return `${line}:${column} ${severity} ${path}\n  ${message}\n  fix: ${fix?.description}\n`;
      }),
    ),
  );
  return lines.join('');
}

describe('the catalogue', () => {
  it('has a folder for each rule, and a rule for each folder', () => {
    const folders = readdirSync(here, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.map(({ name }) => name).toSorted()).toEqual(ids.toSorted());
    expect(new Set(ids).size).toBe(ids.length);
  });
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

  it('has a page whose examples give the output it shows', () => {
    const page = new URL('README.md', folderOf(id));
    expect(existsSync(page)).toBe(true);
    const text = readFileSync(page, 'utf8');
    for (const section of ['## What', '## Why', '## What to do', '## Bad', '## Good']) {
      expect(text).toContain(`${section}\n`);
    }
    const [bad = '', good = ''] = text.split('## Good\n');
    expect(said(id, block(bad, 'yaml'))).toBe(block(bad, 'text'));
    expect(said(id, block(good, 'yaml'))).toBe('');
  });
});

/** The last fenced block of a language. */
function block(text: string, language: string): string {
  const blocks = Array.from(text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm));
  return blocks.findLast(([, found]) => found === language)?.[2] ?? '';
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

describe('annotations', () => {
  const pod = (annotations: string): string => `apiVersion: v1
kind: Pod
metadata: {name: a, annotations: {${annotations}}}
spec:
  containers:
  - {name: app, image: app:1, lifecycle: {preStop: {exec: {command: [sleep, "60"]}}}}
`;

  it.each([
    ['none', '', true],
    ['its id', 'outrider.dev/ignore: prestop-exceeds-grace', false],
    [
      'its id with a reason, among others',
      'outrider.dev/ignore: "a-rule; prestop-exceeds-grace: dev only"',
      false,
    ],
    ['another id', 'outrider.dev/ignore: another-rule', true],
    ['a value that is no text', 'outrider.dev/ignore: 1', true],
  ])('%s', (_, annotations, fires) => {
    expect(said('prestop-exceeds-grace', pod(annotations)) !== '').toBe(fires);
  });
});
