import { createRequire } from 'node:module';

/*
 * What few apps ask for and takes long to load, such as the readers of text: `synth` of an app that does not ask must
 * not pay for it. `require`, as those who ask do not want to wait for a promise.
 */
const require = createRequire(import.meta.url);

export const judging = (): typeof import('@outrider/core/objects') => require('@outrider/core/objects');
export const wholeCore = (): typeof import('@outrider/core') => require('@outrider/core');
export const reports = (): typeof import('@outrider/report') => require('@outrider/report');
