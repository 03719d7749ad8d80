import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readManifests } from './read-manifests.ts';

interface Case {
  readonly wrapper?: boolean;
  readonly rules: readonly string[];
  readonly expect: {
    readonly kubectlExit?: number;
    readonly kubectl?: readonly string[];
    readonly objects?: number;
  };
}

interface Wrapped {
  readonly input?: string;
  readonly generate?: { readonly kind: string } & Record<string, number | string>;
}

const folder = new URL('testdata/cases/', import.meta.url);
const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));

function load(name: string): { readonly about: Case; readonly text: string } {
  const [head = '', ...body] = readFileSync(new URL(name, folder), 'utf8').split(/^# ---\n/m);
  const about = parse(head.replace(/^# ?/gm, '')) as Case;
  const text = body.join('# ---\n');
  return { about, text: about.wrapper === true ? unwrap(parse(text) as Wrapped) : text };
}

function unwrap({ input, generate }: Wrapped): string {
  if (input !== undefined) return input;
  const number = (key: string): number => Number(generate?.[key]);
  const env = (count: number): string =>
    Array.from(
      { length: count },
      (_, n) => `    - {name: E${n}, value: "${'x'.repeat(number('envValueLength'))}"}\n`,
    ).join('');
  const pod = (name: string, count: number): string =>
    `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}}\nspec:\n  containers:\n  - name: app\n    image: nginx\n    env:\n${env(count)}`;
  switch (generate?.kind) {
    case 'nested-flow-map':
      return `${generate['prefix']}${'{a: '.repeat(number('depth'))}${generate['leaf']}${'}'.repeat(number('depth'))}\n`;
    case 'one-pod-many-env':
      return pod('a', number('env'));
    case 'list-of-pods': {
      const items = Array.from({ length: number('pods') }, (_, n) =>
        pod(`p${n}`, number('envPerPod')).replaceAll(/^/gm, '  ').replace(/^ {2}/, '- ').trimEnd(),
      );
      return `apiVersion: v1\nkind: List\nitems:\n${items.join('\n')}\n`;
    }
    default:
      throw new RangeError(`Unknown generator ${String(generate?.kind)}`);
  }
}

function report(text: string): string {
  const { objects, unreadable, documents } = readManifests('manifest.yaml', text);
  const lines = [
    `${documents} documents, ${objects.length} objects`,
    ...unreadable.map((at) => `unreadable ${at.line}:${at.column} ${at.message}`),
    ...objects.flatMap(({ findings, locate, source }) =>
      findings.map(({ severity, rule, path, message, at }) => {
        const { line, column } = at ?? locate(path);
        return `${source.kind}: ${severity} ${rule} ${line}:${column} ${message}`;
      }),
    ),
  ];
  return `${lines.join('\n')}\n`;
}

/** kubectl says nothing to these; the reader does (P-005). */
const LOUDER = ['c191-parse-dup-key.yaml', 'c192-parse-dup-key-toplevel.yaml', 'c215-parse-json-dup.yaml'];
/** Refused by what the text means to the server or to kubectl's whole input, which is for others to say. */
const SERVER =
  /The Pod "|Error from server|unable to decode "manifest.yaml": json: cannot unmarshal (?:bool|number) |no objects passed/;

describe.each(names)('%s', (name) => {
  const { about, text } = load(name);
  const said = report(text);

  it('says what is written beside it', async () => {
    await expect(said).toMatchFileSnapshot(new URL(name.replace('.yaml', '.out'), folder).pathname);
  });

  it('refuses what kubectl refuses for its text alone', () => {
    const complains = /^unreadable|: error /m.test(said);
    const refused = about.expect.kubectlExit === 1 && !SERVER.test(about.expect.kubectl?.join('\n') ?? '');
    if (about.expect.kubectlExit === undefined || LOUDER.includes(name)) return;
    if (about.expect.kubectlExit === 1 && !refused) return;
    expect(complains).toBe(refused);
  });
});
