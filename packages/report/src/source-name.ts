import type { Source } from '@outrider/core';
import { visible } from './escape/visible.ts';

/** `Deployment shop/web`, `Pod app`: how people name an object; safe to print. */
export function objectName({ kind, namespace, name }: Source): string {
  const full = namespace === null ? name : `${namespace}/${name}`;
  return visible([kind, full].filter((part) => part !== '').join(' ')) || 'object without a kind';
}

/** `web.yaml:12`: clickable in most terminals. What never was text has no line. */
export const placeOf = ({ file, line }: Source): string =>
  line === 0 ? visible(file) : `${visible(file)}:${line}`;

export const isSameObject = (a: Source, b: Source): boolean =>
  a.file === b.file && a.document === b.document && a.item === b.item;
