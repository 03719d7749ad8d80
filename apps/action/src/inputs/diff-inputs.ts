import { type KubernetesVersion, parseKubernetesVersion } from '@outrider/core';
import { z } from 'zod';
import { leavesItsFolder } from '../sides/globs.ts';
import {
  COMMENT_FIELDS,
  type CommentInputs,
  checked,
  commentInputs,
  type GetInput,
  oneOf,
  optionalOneOf,
  word,
} from './fields.ts';
import { type ManifestSource, SOURCE_NAMES, sourceOf } from './source.ts';

export type FailOn = 'error' | 'warning' | 'info' | 'never';

export interface Inputs extends CommentInputs {
  readonly source: ManifestSource;
  /** Empty: found out. */
  readonly baseRef: string;
  readonly workingDirectory: string;
  /** Empty: `outrider.yaml` if it is there. */
  readonly config: string;
  /** `null`: what the configuration says, else the newest. */
  readonly kubernetesVersion: KubernetesVersion | null;
  /** `null`: what the configuration says, else `error`. */
  readonly failOn: FailOn | null;
  readonly annotations: boolean;
  readonly matrix: string;
}

const VERSION = z.string().transform((text, context): KubernetesVersion | null => {
  try {
    return text.trim() === '' ? null : parseKubernetesVersion(text);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    context.addIssue({ code: 'custom', message: `cannot be read: ${error.message}` });
    return z.NEVER;
  }
});

const SCHEMA = z.object({
  'base-ref': word('').pipe(
    z.string().regex(/^(?!-)(?!.*\.\.)[^\s:?*[\\\p{Cc}]{0,250}$/u, 'must be a branch, a tag or a commit'),
  ),
  'working-directory': word('.'),
  config: word('').pipe(z.string().refine((path) => !leavesItsFolder(path), 'must stay in the repository')),
  'kubernetes-version': VERSION,
  'fail-on': optionalOneOf(['error', 'warning', 'info', 'never']),
  annotations: oneOf('true', ['true', 'false']),
  matrix: word('null'),
  ...COMMENT_FIELDS,
});

/** Every name is one of action.yml. */
export const INPUT_NAMES: readonly string[] = [...SOURCE_NAMES, ...Object.keys(SCHEMA.shape)];

/**
 * Checks all inputs together. `event` is the name of the event, under some of which nothing may be rendered.
 *
 * @throws InputsError that names every input that is wrong
 */
export function parseInputs(getInput: GetInput, event: string): Inputs {
  const found = sourceOf(getInput, event);
  const problems = 'problems' in found ? found.problems : [];
  const data = checked(SCHEMA, getInput, problems);
  if (!('source' in found)) throw new TypeError('A source without problems is there');
  return {
    ...commentInputs(data),
    source: found.source,
    baseRef: data['base-ref'],
    workingDirectory: data['working-directory'],
    config: data.config,
    kubernetesVersion: data['kubernetes-version'],
    failOn: data['fail-on'],
    annotations: data.annotations === 'true',
    matrix: data.matrix,
  };
}
