import type { Container, LifecycleHandler } from '../../kubernetes/api-types.gen.ts';
import { fromWords } from './command-line.ts';

export interface Hook {
  readonly when: 'postStart' | 'preStop';
  /** Below the container: `lifecycle.preStop`. */
  readonly path: string;
  readonly handler: LifecycleHandler;
  /** What its `exec` runs, a script whole; empty for other handlers. */
  readonly text: string;
}

/** The hooks of a container. */
export const hooksOf = ({ lifecycle }: Container): readonly Hook[] =>
  (['postStart', 'preStop'] as const).flatMap((when) => {
    const handler = lifecycle?.[when];
    if (handler === undefined) return [];
    return [{ when, path: `lifecycle.${when}`, handler, text: textOf(handler) }];
  });

function textOf({ exec }: LifecycleHandler): string {
  const { words, script } = fromWords(exec?.command ?? []);
  return script ?? words.join(' ');
}
