import { type ManifestObject, readManifests, releaseOf } from '@outrider/core';
import { type CodegenModule, codegenModule } from '@outrider/report';

const { on } = releaseOf('1.36');

/** The module of a text, as the CLI writes it for the newest Kubernetes. */
export function written(file: string, text: string): CodegenModule & { objects: readonly ManifestObject[] } {
  const { objects } = readManifests(file, text);
  const sleeps = { any: on.PodLifecycleSleepAction, ofNoTime: on.PodLifecycleSleepActionAllowZero };
  const aim = { target: undefined, hasSidecars: on.SidecarContainers, sleeps };
  return { ...codegenModule([{ file, objects }], { aim, refusals: new Map() }), objects };
}
