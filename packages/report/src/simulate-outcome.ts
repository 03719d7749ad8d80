import type { Run } from '@outrider/core';
import { visible } from './escape/visible.ts';
import { plural } from './plural.ts';
import type { Simulation } from './simulate.ts';
import { rangeWords } from './timeline/range.ts';

/** The last word on a run: when it was Ready, how it ends or goes on, and who was restarted. */
export function outcomeWords({ pod, latest }: Run): readonly string[] {
  const { phase, ready, status, readyAtSeconds, finishedAtSeconds, containers } = pod;
  return [
    readyAtSeconds === null
      ? 'Never Ready'
      : `Ready after ${rangeWords(readyAtSeconds, latest?.readyAtSeconds)}`,
    finishedAtSeconds === null
      ? `goes on ${phase}, READY ${ready}, STATUS ${visible(status)}`
      : `${phase} after ${rangeWords(finishedAtSeconds, latest?.finishedAtSeconds)}`,
    ...containers
      .filter(({ restartCount }) => restartCount > 0)
      .map(({ name, restartCount }) => `${visible(name)} ${plural(restartCount, 'restart')}`),
  ];
}

/** What the times of a run mean, where they are ranges. */
export const timingWords = ({ timing }: Run): readonly string[] =>
  timing === 'node'
    ? ['Times: from the quickest to the slowest a node may be; drawn and listed is what the quickest does.']
    : [];

/** `Kubernetes 1.33`, and the kubelet where it is older. */
export const versionWords = ({ release, kubelet }: Pick<Simulation, 'release' | 'kubelet'>): string =>
  kubelet.version === release.version
    ? `Kubernetes ${release.version}`
    : `Kubernetes ${release.version}, kubelet ${kubelet.version}`;
