import { basename } from 'node:path/posix';
import type { Workspace } from './workspace.ts';

/** Files that decide which versions of its tools a side renders with. */
const LOCK_FILES: ReadonlySet<string> = new Set([
  'package-lock.json',
  'npm-shrinkwrap.json',
  'pnpm-lock.yaml',
  'yarn.lock',
  'bun.lock',
  'Chart.lock',
  'jsonnetfile.lock.json',
  'poetry.lock',
  'uv.lock',
  'requirements.txt',
  'go.sum',
  'Gemfile.lock',
  'flake.lock',
  '.tool-versions',
  'mise.toml',
]);

/** Says that both sides may have been rendered by different versions. */
export function lockFileNotes({ repository, commits }: Workspace): readonly string[] {
  if (commits.base === null) return [];
  const { stdout } = repository.git(['diff-tree', '-r', '-z', '--name-only', commits.base, commits.head]);
  const files = stdout
    .toString('utf8')
    .split('\0')
    .filter((path) => LOCK_FILES.has(basename(path)));
  const [first, ...others] = files;
  if (first === undefined) return [];
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  return [`each side rendered with its own tools: ${first}${more} differs`];
}
