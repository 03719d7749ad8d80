import type { Edit } from '../../finding.ts';
import type { Container, LifecycleHandler } from '../../kubernetes/api-types.gen.ts';
import type { RoleContainer } from '../../workload/container-role.ts';
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

/** Takes a container's preStop hook away, and `lifecycle` where nothing else is in it. */
export const preStopRemoval = ({ container, path }: RoleContainer): Edit => ({
  op: 'remove',
  path: Object.keys(container.lifecycle ?? {}).length > 1 ? `${path}.lifecycle.preStop` : `${path}.lifecycle`,
});
