import type { Finding } from '../finding.ts';
import type { JsonObject } from '../json.ts';
import type { ReadLimits } from './limits.ts';

/** JSON of a text this short stays below any limit, even when aliases repeat parts of it. */
const SURELY_SMALL = 64 * 1024;

/** What the API server and etcd say to the size of an object (P-014). */
export function sizeFindings(
  value: JsonObject,
  textLength: number,
  { objectBytes, largeObjectBytes }: ReadLimits,
): readonly Finding[] {
  if (textLength < SURELY_SMALL) return [];
  const bytes = utf8Length(JSON.stringify(value));
  if (bytes < largeObjectBytes) return [];
  const refused = bytes > objectBytes;
  return [
    {
      rule: 'input/object-size',
      origin: 'input',
      severity: refused ? 'error' : 'warning',
      message: `The object has ${bytes} bytes of JSON${refused ? `: the API server refuses more than ${objectBytes}` : ''}`,
      path: '',
      explanation: `The API server reads at most ${objectBytes} bytes of an object, and etcd stores about half of that.`,
    },
  ];
}

function utf8Length(text: string): number {
  let bytes = text.length;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code > 0x7f) bytes += code > 0x7ff && (code < 0xd800 || code > 0xdfff) ? 2 : 1;
  }
  return bytes;
}
