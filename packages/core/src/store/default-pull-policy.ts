/** `Always` for the tag `latest` and for no tag at all, else `IfNotPresent` (D-002). */
export const defaultPullPolicy = (image: string): 'Always' | 'IfNotPresent' =>
  hasTag(image) ? 'IfNotPresent' : 'Always';

/** The grammar of `github.com/distribution/reference`; what does not fit it has no tag. */
const COMPONENT = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const HOST = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
const DOMAIN = `(?:${HOST}(?:\\.${HOST})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?`;
const REFERENCE = new RegExp(
  `^(?:(?:${DOMAIN})/)?${COMPONENT}(?:/${COMPONENT})*(?::([A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?(?:@([A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}))?$`,
);

/**
 * A reference that nothing can parse has an empty tag, which is not `latest`: `Always` is for what parses and names
 * no tag or that one. A digest counts as a tag.
 */
function hasTag(image: string): boolean {
  if (image.length > 1000) return true;
  const match = REFERENCE.exec(image);
  if (match === null) return true;
  const [, tag, digest] = match;
  return (tag !== undefined && tag !== 'latest') || (tag === undefined && digest !== undefined);
}
