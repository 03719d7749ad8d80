import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { SeenEvent } from './kubelet-agreement.ts';

export interface Observed {
  readonly scenario: string;
  readonly phase: string;
  readonly note: string;
  readonly timeline: readonly SeenEvent[];
}

export const OBSERVED_VERSIONS = [
  '1.27',
  '1.28',
  '1.29',
  '1.31',
  '1.32',
  '1.33',
  '1.34',
  '1.35',
  '1.36',
] as const;

export const observed = (version: string): readonly Observed[] => {
  const file = new URL(`./vectors/kubelet/${version}.json.gz`, import.meta.url);
  return JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')) as readonly Observed[];
};
