import { isSha } from '../git/repository.ts';

/** A repository on its server: addresses are made of these parts, numbers and encoded path segments alone. */
export interface Place {
  readonly serverUrl: string;
  readonly owner: string;
  readonly repo: string;
}

const repositoryUrl = ({ serverUrl, owner, repo }: Place): string => `${serverUrl}/${owner}/${repo}`;

/** Address of a line; `null` where the commit is not known. `path` is from the top of the repository. */
export function lineUrl(place: Place, sha: string, path: string, line: number): string | null {
  if (!isSha(sha)) return null;
  return `${repositoryUrl(place)}/blob/${sha}/${path.split('/').map(encoded).join('/')}#L${line}`;
}

/** `encodeURIComponent` leaves characters that end a Markdown link, and throws on half a character. */
const encoded = (segment: string): string =>
  encodeURIComponent(segment.replace(/\p{Surrogate}/gu, '\ufffd')).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

export const commitLink = (place: Place, sha: string): string =>
  `[${sha.slice(0, 7)}](${repositoryUrl(place)}/commit/${sha})`;

/** Empty where there is no run. */
export const runLink = (place: Place, runId: string): string =>
  /^\d+$/.test(runId) ? `[full report](${repositoryUrl(place)}/actions/runs/${runId})` : '';
