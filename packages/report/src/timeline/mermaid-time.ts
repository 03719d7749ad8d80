/** How {@link mermaidTime} writes; with `X`, seconds, Mermaid takes starts for milliseconds. */
export const MERMAID_TIME = 'YYYY-MM-DD HH:mm:ss.SSS';

/** A time of a run on a day of its own: Mermaid knows no durations from zero. */
export const mermaidTime = (seconds: number): string =>
  new Date(Date.UTC(2000, 0, 1) + Math.round(seconds * 1000))
    .toISOString()
    .replace('T', ' ')
    .replace('Z', '');
