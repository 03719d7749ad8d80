import { execFileSync } from 'node:child_process';
import { UsageError } from '../usage-error.ts';
import { decodeText } from './decode-text.ts';
import { hasManifestName } from './find-files.ts';
import type { Input, InputSource } from './find-input.ts';

const MAX_BUFFER = 1024 * 1024 * 1024;

/**
 * The manifests of a git revision below some paths, read from git's objects: nothing is checked out, and no
 * attribute, filter or hook of the repository runs. Symbolic links and submodules are no part of it.
 *
 * @throws UsageError if git, the repository or the revision is not there
 */
export function findRevision(revision: string, paths: readonly string[]): Input {
  const commit = git(
    ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`],
    revision,
  )
    .toString('utf8')
    .trim();
  const listing = git(['ls-tree', '-r', '-z', commit, '--', ...paths], revision).toString('utf8');
  const blobs = listing.split('\0').flatMap((line) => blobOf(line));
  const texts = readBlobs(
    blobs.map(({ id }) => id),
    revision,
  );
  const sources = blobs.map(({ file }, index): InputSource => ({ file, text: texts[index] ?? '' }));
  return { sources, unreadable: [] };
}

interface Blob {
  readonly id: string;
  readonly file: string;
}

/** A line of `git ls-tree`: mode, type, id, then the path behind a tab. */
function blobOf(line: string): readonly Blob[] {
  const [, id = '', file = ''] = /^100\d{3} blob ([0-9a-f]+)\t(.*)$/s.exec(line) ?? [];
  return file !== '' && hasManifestName(file) ? [{ id, file }] : [];
}

/** `git cat-file --batch`: a header line with the size, the bytes, a line feed; in the order asked for. */
function readBlobs(ids: readonly string[], revision: string): readonly string[] {
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

function git(args: readonly string[], revision: string, input = ''): Buffer {
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
