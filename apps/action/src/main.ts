import * as core from '@actions/core';
import { PathError } from './input/read-side.ts';
import { InputsError } from './inputs.ts';
import { run } from './run.ts';

/** What the workflow's author can mend needs no more than a sentence; anything else is our own fault. */
function messageOf(error: unknown): string {
  if (error instanceof InputsError || error instanceof PathError) return error.message;
  const server = process.env['GITHUB_SERVER_URL'] || 'https://github.com';
  const repository = process.env['GITHUB_ACTION_REPOSITORY'];
  const where = repository ? ` at ${server}/${repository}/issues/new` : '';
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `Outrider itself failed; please report this${where}: ${text}`;
}

run(process.env).catch((error: unknown) => core.setFailed(messageOf(error)));
