import { isJsonObject, type Json, type JsonArray } from '@outrider/core';
import { isList } from './checks.ts';
import { stringLiteral } from './string-literal.ts';

/** TypeScript to be printed: what it says, not how its lines are broken. */
export type Code =
  /** Finished, and on one line: a name, a number, a literal. */
  | { readonly is: 'text'; readonly text: string }
  /** A text of several lines. */
  | { readonly is: 'lines'; readonly lines: readonly string[] }
  | { readonly is: 'list'; readonly items: readonly Code[] }
  | { readonly is: 'object'; readonly entries: readonly Entry[] }
  | Call
  /** `head.call().call()` */
  | { readonly is: 'chain'; readonly head: Call; readonly calls: readonly Call[] };

export type Entry = readonly [key: string, value: Code];

export interface Call {
  readonly is: 'call';
  readonly callee: string;
  readonly args: readonly Code[];
}

export const name = (text: string): Code => ({ is: 'text', text });

export const call = (callee: string, ...args: readonly Code[]): Call => ({ is: 'call', callee, args });

export const object = (entries: readonly Entry[]): Code => ({ is: 'object', entries });

/** A value as it stands in a manifest. */
export function literal(value: Json): Code {
  if (typeof value === 'string') return text(value);
  if (isList(value)) return { is: 'list', items: value.map(literal) };
  if (isJsonObject(value)) return object(Object.entries(value).map(([key, item]) => [key, literal(item)]));
  return name(Object.is(value, -0) ? '-0' : String(value));
}

/** The list's items as arguments. */
export const literals = (values: JsonArray): readonly Code[] => values.map(literal);

function text(value: string): Code {
  return value.trimEnd().includes('\n')
    ? { is: 'lines', lines: value.split('\n') }
    : name(stringLiteral(value));
}

/** What the code calls, anywhere in it. */
export function calleesIn(code: Code): readonly string[] {
  switch (code.is) {
    case 'text':
    case 'lines':
      return [];
    case 'list':
      return code.items.flatMap(calleesIn);
    case 'object':
      return code.entries.flatMap(([, value]) => calleesIn(value));
    case 'call':
      return [code.callee, ...code.args.flatMap(calleesIn)];
    case 'chain':
      return [code.head, ...code.calls].flatMap(calleesIn);
  }
}
