import { fold, widthOf } from './terminal/width.ts';
import type { TextOptions } from './text-options.ts';

/** The name of an object and where it stands, on one line where they fit. */
export function heading(name: string, where: string, { paint, width }: TextOptions): readonly string[] {
  const fits = widthOf(name) + 2 + widthOf(where) <= width;
  return fits
    ? [`${paint('bold', name)}  ${paint('dim', where)}`]
    : [
        ...fold(name, width).map((line) => paint('bold', line)),
        ...fold(where, width).map((line) => paint('dim', line)),
      ];
}
