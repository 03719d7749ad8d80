import { isUtf8 } from 'node:buffer';

/**
 * The text of a file. Bytes that are no UTF-8 become lone surrogates (0xE9 becomes U+DCE9), which no text has, so
 * that the document they stand in is refused, as kubectl refuses it, and the others are read.
 */
export const decodeText = (bytes: Buffer): string =>
  isUtf8(bytes) ? bytes.toString('utf8') : bytes.toString('latin1').replace(SEQUENCES, utf8OrSurrogate);

/** Runs of well-formed UTF-8 (RFC 3629, section 4), or else one byte. */
const SEQUENCES =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are bytes, not characters
  /((?:[\x00-\x7f]|[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2})+)|[\x80-\xff]/g;

const utf8OrSurrogate = (bytes: string, wellFormed: string | undefined): string =>
  wellFormed === undefined
    ? String.fromCharCode(0xdc00 + bytes.charCodeAt(0))
    : Buffer.from(wellFormed, 'latin1').toString('utf8');
