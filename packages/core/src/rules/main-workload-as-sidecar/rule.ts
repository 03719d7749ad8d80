import type { Container } from '../../kubernetes/api-types.gen.ts';
import { productOf } from '../known/products.ts';
import { defineRule, type Fact, type Rule, type RuleContext } from '../rule.ts';
import { endlessCommand } from '../signs/endless-command.ts';
import { repositoryOf } from '../signs/image.ts';

interface Hollow extends Fact {
  readonly container: string;
  readonly does: string;
  readonly sidecars: readonly string[];
}

/** L-026, L-171: the Pod's end and its success are those of the regular containers. */
export const mainWorkloadAsSidecar: Rule = defineRule({
  meta: {
    id: 'main-workload-as-sidecar',
    summary: 'The regular container only waits, and a sidecar does the work',
    severity: 'warning',
    needs: 'SidecarContainers',
    source: 'L-026, L-143, L-171; KEP-753',
  },
  check,
  advise: ({ container, does, sidecars }: Hollow) => ({
    message: `"${container}" only ${does}, and the work is in sidecar${sidecars.length === 1 ? '' : 's'} ${sidecars.map((name) => `"${name}"`).join(', ')}: the Pod runs, ends and succeeds with "${container}", whatever they do`,
    explanation:
      'Exit codes of sidecars never decide about the Pod, and a sidecar is restarted after any exit. A Pod whose regular container only waits looks healthy while the work crashes, and a Job of it never completes.',
    fix: { description: `Move the container that does the work to containers, and remove "${container}"` },
  }),
});

function check({ containers }: RuleContext): readonly Hollow[] {
  const working = containers.filter(
    ({ container, role }) => role === 'sidecar' && productOf(container) === undefined,
  );
  const regular = containers.filter(({ role }) => role === 'regular');
  const [first] = regular;
  const idle = regular.map(({ container }) => idleness(container));
  if (working.length === 0 || first === undefined || idle.includes(undefined)) return [];
  return [
    {
      path: first.path,
      container: first.container.name ?? '',
      does: idle[0] ?? '',
      sidecars: working.map(({ container }) => container.name ?? ''),
    },
  ];
}

/** Images without a program of their own; a shell in an image with tools is somebody's place to work in. */
const EMPTY = /(?:^|\/)(?:busybox|alpine|debian|ubuntu|bash|toybox)$/;
const PAUSE = /(?:^|\/)pause(?:-\w+)?$/;

function idleness(container: Container): string | undefined {
  const repository = repositoryOf(container.image ?? '');
  if (PAUSE.test(repository)) return 'pauses';
  const command = EMPTY.test(repository) ? endlessCommand(container) : undefined;
  return command === undefined ? undefined : `runs "${command}"`;
}
