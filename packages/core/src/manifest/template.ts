import type { Finding } from '../finding.ts';
import { isJsonObject, type JsonObject, own, ownText } from '../json.ts';

const EXPRESSION = /\{\{|\{%|<%/;

/** Text that a template engine has still to render (P-013). */
export const isTemplate = (text: string): boolean => EXPRESSION.test(text);

export const templateOffset = (text: string): number => Math.max(text.search(EXPRESSION), 0);

export const TEMPLATE_HINT =
  'this looks like an unrendered template; render it first, for example with "helm template"';

/** Quoted expressions are legal YAML, but no object has such a name. */
export function templateFindings(value: JsonObject): readonly Finding[] {
  const metadata = own(value, 'metadata');
  const name = isJsonObject(metadata) ? ownText(metadata, 'name') : '';
  if (!name.includes('{{')) return [];
  return [
    {
      rule: 'input/unrendered-template',
      origin: 'input',
      severity: 'warning',
      message: `The name ${JSON.stringify(name)} has an expression in it: ${TEMPLATE_HINT}`,
      path: 'metadata.name',
      explanation: 'Other findings about this object may come from what the template would still put in.',
    },
  ];
}
