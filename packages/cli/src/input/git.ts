import { execFileSync } from 'node:child_process';
import { UsageError } from '../usage-error.ts';
import { decodeText } from './decode-text.ts';

const MAX_BUFFER = 1024 * 1024 * 1024;

/**
 * Runs git for something about a revision.
 *
 * @throws UsageError if git, the repository or the revision is not there
 */
export function git(args: readonly string[], revision: string, input = ''): Buffer {
  try {
    return execFileSync('git', args, { input, maxBuffer: MAX_BUFFER, stdio: ['pipe', 'pipe', 'pipe'] });
  } catch (error) {
    const { code, stderr } = error as { code?: string; stderr?: Buffer };
    if (code === 'ENOENT') throw new UsageError('Cannot run git: it is not installed');
    const reason = stderr?.toString('utf8').trim().split('\n')[0] ?? '';
    throw new UsageError(
      `Cannot read git revision "${revision}"${reason === '' ? ': no such commit here' : `: ${reason}`}`,
    );
  }
}

/** `git cat-file --batch`: a header line with the size, the bytes, a line feed; in the order asked for. */
export function readBlobs(ids: readonly string[], revision: string): readonly string[] {
  if (ids.length === 0) return [];
  const output = git(['cat-file', '--batch'], revision, `${ids.join('\n')}\n`);
  const texts: string[] = [];
  for (let at = 0; at < output.length; ) {
    const end = output.indexOf(10, at);
    const size = Number(output.toString('utf8', at, end).split(' ')[2]);
    texts.push(decodeText(output.subarray(end + 1, end + 1 + size)));
    at = end + size + 2;
  }
  return texts;
}
