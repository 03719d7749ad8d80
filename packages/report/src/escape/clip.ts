/** At most `limit` characters, cut between code points, with an ellipsis where something is missing. */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const points = Array.from(text.slice(0, limit + 1));
  return `${points.slice(0, limit - 1).join('')}…`;
}
