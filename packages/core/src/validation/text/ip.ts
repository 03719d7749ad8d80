/** An IP address as the server's lenient parser reads it; undefined if it is none. */
export interface ParsedIp {
  readonly family: 4 | 6;
  /** An octet has zeros in front, as in `010.2.3.4`. */
  readonly leadingZeros: boolean;
  /** `::ffff:1.2.3.4`. */
  readonly mapped: boolean;
  /** As Go prints it: RFC 5952, and a mapped address as the IPv4 one. */
  readonly canonical: string;
  /** As Go prints the address without unmapping. */
  readonly text: string;
}

export const parseIp = (text: string): ParsedIp | undefined => parseIpv4(text) ?? parseIpv6(text);

function octets(
  text: string,
): { readonly bytes: readonly number[]; readonly leadingZeros: boolean } | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^[0-9]+$/.test(part) && Number(part) <= 255))
    return undefined;
  return {
    bytes: parts.map(Number),
    leadingZeros: parts.some((part) => part.length > 1 && part.startsWith('0')),
  };
}

function parseIpv4(text: string): ParsedIp | undefined {
  const parsed = octets(text);
  if (parsed === undefined) return undefined;
  const canonical = parsed.bytes.join('.');
  return { family: 4, leadingZeros: parsed.leadingZeros, mapped: false, canonical, text: canonical };
}

function parseIpv6(text: string): ParsedIp | undefined {
  const tail = text.slice(text.lastIndexOf(':') + 1);
  const embedded = tail.includes('.') ? octets(tail) : undefined;
  if (!text.includes(':') || (tail.includes('.') && embedded === undefined)) return undefined;
  const [a = 0, b = 0, c = 0, d = 0] = embedded?.bytes ?? [];
  const whole =
    embedded === undefined
      ? text
      : `${text.slice(0, text.length - tail.length)}${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
  const groups = expand(whole);
  if (groups === undefined) return undefined;
  const mapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  const [high = 0, low = 0] = groups.slice(6);
  const ipv4 = [high >> 8, high & 255, low >> 8, low & 255].join('.');
  const compressed = compress(groups);
  return {
    family: 6,
    leadingZeros: embedded?.leadingZeros ?? false,
    mapped,
    canonical: mapped ? ipv4 : compressed,
    text: mapped ? `::ffff:${ipv4}` : compressed,
  };
}

function expand(text: string): readonly number[] | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const sides = halves.map((half) => (half === '' ? [] : half.split(':')));
  const groups = sides.flat();
  if (!groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return undefined;
  const missing = 8 - groups.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  const numbers = (side: readonly string[] | undefined) =>
    (side ?? []).map((group) => Number.parseInt(group, 16));
  return halves.length === 1
    ? numbers(sides[0])
    : [...numbers(sides[0]), ...Array.from({ length: missing }, () => 0), ...numbers(sides[1])];
}

/** The longest run of two or more zero groups becomes `::`; the first of equals. */
function compress(groups: readonly number[]): string {
  let best = { start: -1, length: 1 };
  for (let start = 0; start < 8; start++) {
    let length = 0;
    while (groups[start + length] === 0) length++;
    if (length > best.length) best = { start, length };
  }
  const hex = (part: readonly number[]) => part.map((group) => group.toString(16)).join(':');
  if (best.start < 0) return hex(groups);
  return `${hex(groups.slice(0, best.start))}::${hex(groups.slice(best.start + best.length))}`;
}
