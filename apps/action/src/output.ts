import { readFileSync } from 'node:fs';
import * as core from '@actions/core';
import type { Annotation } from './annotations.ts';
import type { CommentResult } from './comment-step.ts';

type Environment = Readonly<Record<string, string | undefined>>;
export type Outputs = Readonly<Record<string, string>>;

export function eventOf(env: Environment): unknown {
  try {
    return JSON.parse(readFileSync(env['GITHUB_EVENT_PATH'] ?? '', 'utf8'));
  } catch {
    return {};
  }
}

export function setOutputs(outputs: Outputs): void {
  for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value);
}

export function annotate({ severity, title, message, file, line }: Annotation): void {
  const properties = {
    title,
    ...(file !== undefined && { file }),
    ...(line !== undefined && { startLine: line }),
  };
  const levels = { error: core.error, warning: core.warning, info: core.notice };
  levels[severity](message, properties);
}

export function tellComment({ action, id, url, warning }: CommentResult): void {
  setOutputs({
    'comment-action': action,
    'comment-id': id === undefined ? '' : String(id),
    'comment-url': url ?? '',
  });
  if (warning !== undefined) core.warning(warning);
  core.info(`Comment: ${action}${url === undefined ? '' : ` ${url}`}`);
}
