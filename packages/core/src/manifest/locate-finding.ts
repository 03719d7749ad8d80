import type { Finding, LocatedFinding } from '../finding.ts';
import type { ManifestObject } from './manifest.ts';

/** A finding with its place in the text of the object, and those of what belongs to it. */
export function locateFinding(
  { related, ...finding }: Finding,
  { source, locate }: ManifestObject,
): LocatedFinding {
  const position = finding.at ?? locate(finding.path);
  const places = related?.map((place) => ({ ...place, ...(place.at ?? locate(place.path)) }));
  return { ...finding, source, ...position, ...(places !== undefined && { related: places }) };
}
