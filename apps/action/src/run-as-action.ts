import * as core from '@actions/core';
import { UserError } from './user-error.ts';

/** What the workflow's author can mend needs no more than a sentence; anything else is our own fault. */
function messageOf(error: unknown): string {
  if (error instanceof UserError) return error.message;
  const server = process.env['GITHUB_SERVER_URL'] || 'https://github.com';
  const repository = process.env['GITHUB_ACTION_REPOSITORY'];
  const where = repository ? ` at ${server}/${repository}/issues/new` : '';
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `Outrider itself failed; please report this${where}: ${text}`;
}

export function runAsAction(run: (env: NodeJS.ProcessEnv) => Promise<void>): void {
  run(process.env).catch((error: unknown) => core.setFailed(messageOf(error)));
}
