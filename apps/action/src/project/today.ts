/** The day by UTC, as `2026-11-30`; `SOURCE_DATE_EPOCH` fixes it, as it does for builds. */
export function today(env: Readonly<Record<string, string | undefined>>): string {
  const epoch = Number(env['SOURCE_DATE_EPOCH'] ?? '');
  const now = env['SOURCE_DATE_EPOCH'] && Number.isFinite(epoch) ? new Date(epoch * 1000) : new Date();
  return now.toISOString().slice(0, 10);
}
