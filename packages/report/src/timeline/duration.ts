/** Seconds as Kubernetes prints durations: `0s`, `4.5s`, `1m30s`, `1h2m`. */
export function duration(seconds: number): string {
  const total = Math.round(seconds * 1000) / 1000;
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor((total % 3600) / 60);
  const rest = Math.round((total % 60) * 1000) / 1000;
  const parts = [hours > 0 ? `${hours}h` : '', minutes > 0 ? `${minutes}m` : '', rest > 0 ? `${rest}s` : ''];
  return parts.join('') || '0s';
}
