/** `pnpm new:rule <id>`: a rule's folder with its page and two cases, and its line in the catalogue. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const rules = new URL('../packages/core/src/rules/', import.meta.url);
const catalogue = new URL('catalogue.ts', rules);

const id = process.argv[2] ?? '';
if (!/^[a-z]+(?:-[a-z]+)+$/.test(id)) {
  fail('Name the fault in kebab case: pnpm new:rule sidecar-missing-startup-probe');
}
const folder = new URL(`${id}/`, rules);
if (existsSync(folder)) fail(`There is a rule ${id} already`);

const name = id.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

const RULE = `import { defineRule, type Fact, type Rule } from '../rule.ts';

interface Found extends Fact {
  readonly container: string;
}

export const ${name}: Rule = defineRule({
  meta: {
    id: '${id}',
    summary: '',
    severity: 'warning',
    source: '',
  },
  check: ({ containers }) =>
    containers.flatMap(({ container, path }): readonly Found[] =>
      container.name === '${id}' ? [{ path, container: container.name }] : [],
    ),
  advise: ({ container }: Found) => ({
    message: \`"\${container}" is at fault\`,
    explanation: '',
    fix: { description: \`Mend "\${container}"\` },
  }),
});
`;

const pod = (container: string): string => `apiVersion: v1
kind: Pod
metadata: {name: a}
spec:
  containers:
  - {name: ${container}, image: app:1}
`;

const fenced = (language: string, text: string): string => `\`\`\`${language}\n${text}\`\`\`\n`;

const PAGE = `# ${id}

## What

## Why

## What to do

## Bad

${fenced('yaml', pod(id))}
${fenced('text', `6:5 warning spec.containers[0]\n  "${id}" is at fault\n  fix: Mend "${id}"\n`)}
## Good

${fenced('yaml', pod('app'))}`;

mkdirSync(new URL('cases/', folder), { recursive: true });
writeFileSync(new URL('rule.ts', folder), RULE);
writeFileSync(new URL('README.md', folder), PAGE);
writeFileSync(new URL('cases/fires.yaml', folder), pod(id));
writeFileSync(new URL('cases/does-not.yaml', folder), pod('app'));
writeFileSync(catalogue, withRule(readFileSync(catalogue, 'utf8')));
console.log(`Made packages/core/src/rules/${id}/ and its line in catalogue.ts.
Write the cases, then rule.ts and README.md; run vitest -u in packages/core and read the diff; then pnpm changeset.`);

/** The import goes to the others, in order; the rule to the end of the list. */
function withRule(text: string): string {
  const line = `import { ${name} } from './${id}/rule.ts';`;
  const imports = [...text.matchAll(/^import .*$/gm)].map(([found]) => found);
  const sorted = [...imports, line].toSorted((a, b) => pathIn(a).localeCompare(pathIn(b)));
  return text.replace(imports.join('\n'), sorted.join('\n')).replace(/\n\];\n$/, `\n  ${name},\n];\n`);
}

function pathIn(line: string): string {
  return /'([^']+)'/.exec(line)?.[1] ?? '';
}

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}
