import type { Container } from '../../kubernetes/api-types.gen.ts';
import { environmentValue } from './texts.ts';

/** What a flag or the variable that means the same says: `--http-port=9801`, `--http-port 9801`, `CSQL_PROXY_HTTP_PORT`. */
export function flagValue(container: Container, flag: string, variable: string): string | undefined {
  const words = [...(container.command ?? []), ...(container.args ?? [])];
  const joined = words.find((word) => word.startsWith(`--${flag}=`) || word.startsWith(`-${flag}=`));
  if (joined !== undefined) return joined.slice(joined.indexOf('=') + 1);
  const index = words.findIndex((word) => word === `--${flag}` || word === `-${flag}`);
  if (index < 0) return environmentValue(container, variable);
  const next = words[index + 1];
  return next === undefined || next.startsWith('-') ? 'true' : next;
}
