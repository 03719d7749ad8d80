import type { Paint } from './terminal/paint.ts';

/** What a text report needs to know of the place it is shown in. */
export interface TextOptions {
  readonly paint: Paint;
  /** Columns that may be used. */
  readonly width: number;
  /** Only ASCII characters. */
  readonly ascii?: boolean;
}
