import type { Volume, VolumeProjection } from '../../kubernetes/api-types.gen.ts';
import { goQuote } from '../../kubernetes/go-quote.ts';
import type { Release } from '../../kubernetes/release.ts';
import { claimWarnings } from './pod-warnings.ts';
import { type Warning, type Warnings, warning } from './warning.ts';

const DEPRECATED: readonly (readonly [source: keyof Volume, text: string, field?: string])[] = [
  ['photonPersistentDisk', 'deprecated in v1.11, non-functional in v1.16+'],
  ['gitRepo', 'deprecated in v1.11'],
  ['scaleIO', 'deprecated in v1.16, non-functional in v1.22+'],
  ['flocker', 'deprecated in v1.22, non-functional in v1.25+'],
  ['storageos', 'deprecated in v1.22, non-functional in v1.25+', 'storageOS'],
  ['quobyte', 'deprecated in v1.22, non-functional in v1.25+'],
  ['glusterfs', 'deprecated in v1.25, non-functional in v1.26+'],
  ['ephemeral', ''],
  ['cephfs', 'deprecated in v1.28, non-functional in v1.31+'],
  ['rbd', 'deprecated in v1.28, non-functional in v1.31+'],
];

/** W-010: plugins that the kubelet has no more. */
export function* volumeWarnings(volume: Volume, path: string, on: Release['on']): Warnings {
  for (const [source, text, field = source] of DEPRECATED) {
    if (volume[source] === undefined) continue;
    const claim = volume.ephemeral?.volumeClaimTemplate;
    if (source === 'ephemeral') {
      if (claim !== undefined)
        yield* claimWarnings(claim.spec ?? {}, `${path}.ephemeral.volumeClaimTemplate.spec`);
      continue;
    }
    const more = source === 'gitRepo' && on.warnsOfGitRepoByGate ? ', and disabled by default in v1.33+' : '';
    yield warning('W-010', `${path}.${field}`, text + more);
  }
}

interface Target {
  readonly file: string;
  /** Where the path comes from; empty within one source. */
  readonly source: string;
}

/** W-010: files of one volume that would take each other's place. */
export function* overlapWarnings(volumes: readonly Volume[]): Warnings {
  for (const [index, volume] of volumes.entries()) {
    const { name = '', configMap, secret, downwardAPI, projected } = volume;
    const path = `volumes[${index}]`;
    const of = (kind: string, items: readonly { readonly path?: string }[]) =>
      overlaps(items.map(({ path: file = '' }) => ({ file, source: '' }))).map((text) =>
        overlap(path, name, kind, text),
      );
    if (configMap?.items !== undefined)
      yield* of(`ConfigMap ${goQuote(configMap.name ?? '')}`, configMap.items);
    if (secret?.items !== undefined) yield* of(`Secret ${goQuote(secret.secretName ?? '')}`, secret.items);
    if (downwardAPI?.items !== undefined) yield* of('DownwardAPI', downwardAPI.items);
    if (projected !== undefined) yield* projectedWarnings(projected.sources ?? [], name, path);
  }
}

const overlap = (path: string, name: string, kind: string, text: string): Warning => ({
  catalogue: 'W-010',
  path: `spec.${path}`,
  text: `volume ${goQuote(name)} (${kind}): overlapping paths: ${text}`,
});

function* projectedWarnings(sources: readonly VolumeProjection[], name: string, path: string): Warnings {
  const targets: Target[] = [];
  for (const source of sources) {
    if (Object.keys(source).length > 0) {
      targets.push(...targetsOf(source));
      continue;
    }
    yield {
      catalogue: 'W-010',
      path: `spec.${path}`,
      text: `volume ${goQuote(name)} (Projected) has no sources provided`,
    };
  }
  for (const text of overlaps(targets)) yield overlap(path, name, 'Projected', text);
}

function targetsOf(source: VolumeProjection): readonly Target[] {
  const { configMap, secret, downwardAPI, serviceAccountToken, clusterTrustBundle, podCertificate } = source;
  const files = (items: readonly { readonly path?: string }[], from: string): readonly Target[] =>
    items.map(({ path: file = '' }) => ({ file, source: from }));
  if (configMap?.items !== undefined)
    return files(configMap.items, `ConfigMap ${goQuote(configMap.name ?? '')}`);
  if (secret?.items !== undefined) return files(secret.items, `Secret ${goQuote(secret.name ?? '')}`);
  if (downwardAPI?.items !== undefined) return files(downwardAPI.items, 'DownwardAPI');
  if (serviceAccountToken !== undefined) return files([serviceAccountToken], 'ServiceAccountToken');
  if (clusterTrustBundle !== undefined) {
    const name = clusterTrustBundle.name ?? clusterTrustBundle.signerName ?? '';
    return files([clusterTrustBundle], `ClusterTrustBundle ${goQuote(name)}`);
  }
  if (podCertificate === undefined) return [];
  const { certificateChainPath, keyPath, credentialBundlePath } = podCertificate;
  return [
    { file: certificateChainPath ?? '', source: 'PodCertificate chain' },
    { file: keyPath ?? '', source: 'PodCertificate key' },
    { file: credentialBundlePath ?? '', source: 'PodCertificate credential bundle' },
  ].filter(({ file }) => file !== '');
}

/** Each pair of which one path is the other or lies below it. */
function overlaps(targets: readonly Target[]): readonly string[] {
  const trimmed = targets.map(({ file, source }) => ({ file: withoutSlashes(file), source }));
  return trimmed.flatMap((target, index) =>
    target.file === ''
      ? []
      : trimmed
          .slice(0, index)
          .filter((other) => other.file !== '' && nested(target.file, other.file))
          .map((other) => `${show(target)} with ${show(other)}`),
  );
}

function withoutSlashes(file: string): string {
  let end = file.length;
  while (file.charAt(end - 1) === '/') end--;
  return file.slice(0, end);
}

const nested = (left: string, right: string): boolean =>
  `${left}/`.startsWith(`${right}/`) || `${right}/`.startsWith(`${left}/`);

const show = ({ file, source }: Target): string =>
  source === '' ? goQuote(file) : `${goQuote(file)} (${source})`;
