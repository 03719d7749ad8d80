import type { Finding, Source } from '../finding.ts';
import { isJsonObject, type Json, type JsonObject, own, ownText } from '../json.ts';
import type { Document } from './document.ts';
import { kindFindings } from './kind-findings.ts';
import type { ReadLimits } from './limits.ts';
import { itemsOf, withKindOf } from './lists.ts';
import { offsetOf } from './locate.ts';
import type { ManifestObject, Position } from './manifest.ts';
import { misplacedFindings } from './misplaced.ts';
import { sizeFindings } from './object-size.ts';
import { positionAt } from './place.ts';
import { templateFindings } from './template.ts';
import { SUSPICIOUS, textFindings } from './text-findings.ts';

/** The objects of one document: itself, or the items of a List, one level deep (P-009). */
export function objectsOf(document: Document, limits: ReadLimits): readonly ManifestObject[] {
  const { value } = document;
  if (!isJsonObject(value)) return [notAnObject(document, value)];
  const aboutText = documentFindings(document);
  const items = itemsOf(value);
  if (items === undefined) {
    return [manifestObject(document, value, aboutText, limits)];
  }
  return items.map((item, index) => {
    const prefix = `items[${index}]`;
    const own = aboutText
      .filter(({ path }) => path === prefix || path.startsWith(`${prefix}.`))
      .map((finding) => ({ ...finding, path: finding.path.slice(prefix.length).replace(/^\./, '') }));
    const rest = index === 0 ? aboutText.filter(({ path }) => !path.startsWith('items[')) : [];
    return itemObject(document, value, item, index, [...rest, ...own], limits);
  });
}

function itemObject(
  document: Document,
  list: JsonObject,
  item: Json,
  index: number,
  findings: readonly Finding[],
  limits: ReadLimits,
): ManifestObject {
  if (!isJsonObject(item)) {
    return manifestObject(document, {}, [...findings, notAMapping(item)], limits, index);
  }
  const value = withKindOf(list, item);
  const nested = itemsOf(value) === undefined ? [] : [nestedList()];
  return manifestObject(document, value, [...findings, ...nested], limits, index);
}

function manifestObject(
  document: Document,
  value: JsonObject,
  aboutText: readonly Finding[],
  limits: ReadLimits,
  item?: number,
): ManifestObject {
  const root = item === undefined ? '' : `items[${item}]`;
  const tree = document.tree;
  const locate = (path: string) => document.place(offsetOf(tree(), joined(root, path)));
  const empty = Object.keys(value).length === 0;
  const findings = [
    ...aboutText,
    ...(empty && aboutText.length > 0 ? [] : kindFindings(value, document.file)),
    ...templateFindings(value),
    ...misplacedFindings(value),
    ...sizeFindings(value, document.text.length, limits),
  ];
  return { source: sourceOf(document, value, item), value, findings, locate };
}

const joined = (root: string, path: string): string =>
  root === '' || path === '' || path.startsWith('[') ? root + path : `${root}.${path}`;

function sourceOf(document: Document, value: JsonObject, item: number | undefined): Source {
  const metadata = own(value, 'metadata');
  const fields = isJsonObject(metadata) ? metadata : {};
  const namespace = own(fields, 'namespace');
  return {
    file: document.file,
    document: document.index,
    ...(item === undefined ? {} : { item }),
    line: lineOf(document, item),
    apiVersion: ownText(value, 'apiVersion'),
    kind: ownText(value, 'kind'),
    namespace: typeof namespace === 'string' ? namespace : null,
    name: ownText(fields, 'name'),
  };
}

/** A document's own line is near its start and counted; for the items of a List the lines are looked up. */
function lineOf(document: Document, item: number | undefined): number {
  return item === undefined
    ? positionAt(document.text, document.root, document.line).line
    : document.place(document.items[item] ?? document.root).line;
}

function documentFindings(document: Document): readonly Finding[] {
  const lost = document.lost === undefined ? [] : [lostText(document.lost)];
  if (!document.odd && !SUSPICIOUS.test(document.text)) return lost;
  return [...lost, ...textFindings(document.tree(), document.text, document.place)];
}

function lostText(at: Position): Finding {
  return {
    rule: 'input/lost-text',
    origin: 'input',
    severity: 'warning',
    message: `Lines from ${at.line} on are lost: they stand behind a "..." line without a "---"`,
    path: '',
    explanation: 'kubectl stops reading a document at "..." and goes on at the next "---", without a word.',
    at,
  };
}

function notAnObject(document: Document, value: Json): ManifestObject {
  return {
    source: sourceOf(document, {}, undefined),
    value: {},
    findings: [notAMapping(value)],
    locate: () => document.place(document.root),
  };
}

const notAMapping = (value: Json): Finding => ({
  rule: 'input/not-an-object',
  origin: 'input',
  severity: 'error',
  message: `Not a Kubernetes object: ${Array.isArray(value) ? 'a list' : `a ${value === null ? 'null' : typeof value}`}`,
  path: '',
  explanation: 'A manifest is a mapping with apiVersion, kind and metadata.',
});

const nestedList = (): Finding => ({
  rule: 'input/nested-list',
  origin: 'input',
  severity: 'error',
  message: 'A List inside a List: kubectl does not read it',
  path: 'items',
  explanation: 'Put the items of the inner List into the outer one.',
});
