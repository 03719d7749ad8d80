import type { RoleContainer } from '../../workload/container-role.ts';
import { defineRule, type Fact, type Rule, type RuleContext } from '../rule.ts';
import { scriptsOf } from '../signs/scripts.ts';
import { sentinelIn } from '../signs/sentinel.ts';
import { emptyDirs } from '../signs/volumes.ts';

interface Sentinel extends Fact {
  readonly container: string;
  readonly place: string;
  readonly file: string;
  readonly volume: string;
}

/** L-026, L-122: the kubelet tells a native sidecar when the app has ended. */
export const sentinelFileShutdown: Rule = defineRule({
  meta: {
    id: 'sentinel-file-shutdown',
    summary: 'A helper waits for a file that tells it to stop',
    severity: 'warning',
    needs: 'orderedSidecarTermination',
    source: 'L-026, L-122; kubernetes/kubernetes#25908',
  },
  check,
  advise: ({ container, place, file, volume }: Sentinel) => ({
    message: `${place[0]?.toUpperCase() ?? ''}${place.slice(1)} waits for ${file} in the volume "${volume}" to stop: as a native sidecar "${container}" gets SIGTERM when the app has ended`,
    explanation:
      'The file is missing when the app is killed, runs out of memory or fails early, and then the helper runs on. The kubelet stops sidecars in initContainers after the last regular container, however that one ended.',
    fix: {
      description: `Move "${container}" to initContainers with restartPolicy: Always, and let it run its program without the loop`,
    },
  }),
});

function check(context: RuleContext): readonly Sentinel[] {
  const { containers } = context;
  return containers
    .filter(({ role }) => role !== 'init')
    .flatMap((entry) =>
      scriptsOf(context, entry)
        .filter(({ from }) => from !== 'preStop')
        .flatMap(({ path, on, place, text }): readonly Sentinel[] => {
          const file = sentinelIn(text);
          const volume = file === undefined ? undefined : sharedVolumeOf(context, entry, file);
          if (file === undefined || volume === undefined) return [];
          return [{ path, ...(on && { on }), container: entry.container.name ?? '', place, file, volume }];
        }),
    );
}

/** The emptyDir that the file is in, if an app container mounts it as well. */
function sharedVolumeOf(
  { pod, containers }: RuleContext,
  { container }: RoleContainer,
  file: string,
): string | undefined {
  const dirs = emptyDirs(pod.spec);
  const mount = (container.volumeMounts ?? [])
    .filter(({ mountPath = '' }) => isBelow(file, mountPath))
    .toSorted((a, b) => (b.mountPath ?? '').length - (a.mountPath ?? '').length)[0];
  const name = mount?.name ?? '';
  const isShared = containers.some(
    (other) =>
      other.role === 'regular' &&
      other.container !== container &&
      (other.container.volumeMounts ?? []).some((one) => one.name === name),
  );
  return dirs.has(name) && isShared ? name : undefined;
}

const isBelow = (file: string, directory: string): boolean =>
  directory !== '' && file.startsWith(directory.endsWith('/') ? directory : `${directory}/`);
