/** Why a time zone is none, in the server's words (V-211). Names count with their case. */
export function timeZoneError(zone: string): readonly string[] {
  if (zone === '') return ['timeZone must be nil or non-empty string'];
  if (!zone.split('/').every(isPart)) return [`unknown time zone ${zone}`];
  const local = zone.toLowerCase() === 'local';
  return [
    ...(local
      ? ['timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones']
      : []),
    ...(zone === 'Local' || isKnown(zone) ? [] : [`unknown time zone ${zone}`]),
  ];
}

const isPart = (part: string): boolean =>
  part !== '.' && part !== '..' && !part.startsWith('-') && /^[A-Za-z._+\-0-9]{1,}$/.test(part);

/** Zones that every tz database has and that JavaScript's engines may spell otherwise. */
const OTHERS: ReadonlySet<string> = new Set(['UTC', 'GMT', 'Etc/UTC', 'Etc/GMT', 'Factory', 'posixrules']);

function isKnown(zone: string): boolean {
  if (OTHERS.has(zone)) return true;
  // Engines also take offsets such as +01:00, which are no zones.
  if (/^[+-]/.test(zone)) return false;
  try {
    const resolved = new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
    return resolved.toLowerCase() !== zone.toLowerCase() || resolved === zone;
  } catch {
    return false;
  }
}
