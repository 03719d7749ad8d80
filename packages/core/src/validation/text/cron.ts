/** Why `robfig/cron` refuses a schedule, in its words; undefined if it takes it (V-210). */
export function cronError(schedule: string): string | undefined {
  if (schedule === '') return 'empty spec string';
  const zone = /^(?:CRON_)?TZ=/.test(schedule) ? schedule.indexOf(' ') : 0;
  const spec = zone > 0 ? schedule.slice(zone).trim() : schedule;
  if (spec.startsWith('@')) return descriptorError(spec);
  const fields = spec.split(/\s+/).filter((field) => field !== '');
  if (fields.length !== 5) return `expected exactly 5 fields, found ${fields.length}: [${fields.join(' ')}]`;
  for (const [index, bounds] of FIELDS.entries()) {
    const error = fieldError(fields[index] ?? '', bounds);
    if (error !== undefined) return error;
  }
  return undefined;
}

interface Bounds {
  readonly least: number;
  readonly most: number;
  readonly names: ReadonlyMap<string, number>;
}

const named = (first: number, text: string): ReadonlyMap<string, number> =>
  new Map(text.split(' ').map((name, index) => [name, first + index]));

const FIELDS: readonly Bounds[] = [
  { least: 0, most: 59, names: new Map() },
  { least: 0, most: 23, names: new Map() },
  { least: 1, most: 31, names: new Map() },
  { least: 1, most: 12, names: named(1, 'jan feb mar apr may jun jul aug sep oct nov dec') },
  { least: 0, most: 6, names: named(0, 'sun mon tue wed thu fri sat') },
];

function fieldError(field: string, bounds: Bounds): string | undefined {
  for (const expression of field.split(',').filter((part) => part !== '')) {
    const error = rangeError(expression, bounds);
    if (error !== undefined) return error;
  }
  return undefined;
}

function rangeError(expression: string, bounds: Bounds): string | undefined {
  const rangeAndStep = expression.split('/');
  const limits = rangeAndStep[0]?.split('-') ?? [];
  const range = readRange(limits, bounds, expression);
  if (typeof range === 'string') return range;
  if (rangeAndStep.length > 2) return `too many slashes: ${expression}`;
  const step = rangeAndStep.length === 2 ? readInteger(rangeAndStep[1] ?? '') : 1;
  if (typeof step === 'string') return step;
  const start = range.start;
  const end = rangeAndStep.length === 2 && limits.length === 1 ? bounds.most : range.end;
  if (start < bounds.least)
    return `beginning of range (${start}) below minimum (${bounds.least}): ${expression}`;
  if (end > bounds.most) return `end of range (${end}) above maximum (${bounds.most}): ${expression}`;
  if (start > end) return `beginning of range (${start}) beyond end of range (${end}): ${expression}`;
  return step === 0 ? `step of range should be a positive number: ${expression}` : undefined;
}

function readRange(
  limits: readonly string[],
  { least, most, names }: Bounds,
  expression: string,
): { readonly start: number; readonly end: number } | string {
  const [low = '', high] = limits;
  if (low === '*' || low === '?') return { start: least, end: most };
  const read = (text: string) => names.get(text.toLowerCase()) ?? readInteger(text);
  const start = read(low);
  if (typeof start === 'string') return start;
  if (limits.length > 2) return `too many hyphens: ${expression}`;
  const end = high === undefined ? start : read(high);
  return typeof end === 'string' ? end : { start, end };
}

/** As `strconv.Atoi`, with the parser's words around. */
function readInteger(text: string): number | string {
  if (!/^[+-]?[0-9]+$/.test(text)) {
    return `failed to parse int from ${text}: strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`;
  }
  const number = Number(text);
  if (Math.abs(number) >= 2 ** 63) {
    return `failed to parse int from ${text}: strconv.Atoi: parsing ${JSON.stringify(text)}: value out of range`;
  }
  return number < 0 ? `negative number (${number}) not allowed: ${text}` : number;
}

const DESCRIPTORS: ReadonlySet<string> = new Set([
  '@yearly',
  '@annually',
  '@monthly',
  '@weekly',
  '@daily',
  '@midnight',
  '@hourly',
]);

const DURATION = /^[+-]?(?:(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:ns|us|µs|μs|ms|s|m|h))+$/;

function descriptorError(descriptor: string): string | undefined {
  if (DESCRIPTORS.has(descriptor)) return undefined;
  if (!descriptor.startsWith('@every ')) return `unrecognized descriptor: ${descriptor}`;
  const text = descriptor.slice('@every '.length);
  if (text.length > 100) return undefined;
  if (DURATION.test(text) || /^[+-]?0$/.test(text)) return undefined;
  return `failed to parse duration ${descriptor}: ${durationError(text)}`;
}

function durationError(text: string): string {
  const quoted = JSON.stringify(text);
  const number = /^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)/.exec(text)?.[0];
  if (number === undefined) return `time: invalid duration ${quoted}`;
  const unit = /^[^0-9.]*/.exec(text.slice(number.length))?.[0] ?? '';
  return unit === ''
    ? `time: missing unit in duration ${quoted}`
    : `time: unknown unit ${JSON.stringify(unit)} in duration ${quoted}`;
}
