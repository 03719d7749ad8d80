import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const dist = fileURLToPath(new URL('../dist/', import.meta.url));
const chunk = (name: string): string =>
  readdirSync(dist).find((file) => file.startsWith(`${name}-`) && file.endsWith('.js')) ?? '';

/** The text of a built command and of all that it loads at once. */
function loadedBy(file: string, seen: Set<string> = new Set()): string {
  if (seen.has(file)) return '';
  seen.add(file);
  const text = readFileSync(dist + file, 'utf8');
  const imports = [...text.matchAll(/\bfrom\s*"\.\/([^"]+)"/g)].map(([, name = '']) => name);
  return text + imports.map((name) => loadedBy(name, seen)).join('');
}

const RULE = 'legacy-sidecar-in-job';
const ZOD = 'ZodError';

describe('each command loads its rooms', () => {
  it.each(['resources', 'simulate'])('%s asks no rule and loads none', (name) => {
    expect(loadedBy(chunk(name))).not.toContain(RULE);
  });

  it.each(['resources', 'simulate', 'validate'])('%s reads no file of ours and loads no schema', (name) => {
    expect(loadedBy(chunk(name))).not.toContain(ZOD);
  });

  it('validate loads the rules', () => expect(loadedBy(chunk('validate'))).toContain(RULE));
});
