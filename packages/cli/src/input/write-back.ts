import { chmodSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UsageError } from '../usage-error.ts';
import { encodeText } from './encode-text.ts';
import type { Input } from './find-input.ts';

/**
 * Writes the new text of a file of the input: whole or not at all, with the mode that it has. A link stays a link.
 *
 * @throws UsageError where that cannot be done
 */
export function writeBack({ sources }: Pick<Input, 'sources'>, file: string, text: string): void {
  const path = sources.find((source) => source.file === file)?.path ?? file;
  try {
    replaceFile(realpathSync(path), encodeText(text));
  } catch (error) {
    throw new UsageError(`Cannot write ${file}: ${(error as Error).message}`);
  }
}

/** Under another name first, in the same folder: who reads the file meanwhile sees the old or the new one. */
function replaceFile(path: string, bytes: Buffer): void {
  const { mode } = statSync(path);
  const other = join(dirname(path), `.${basename(path)}.outrider-${process.pid}`);
  try {
    writeFileSync(other, bytes, { flag: 'wx', mode });
    chmodSync(other, mode);
    renameSync(other, path);
  } catch (error) {
    rmSync(other, { force: true });
    throw error;
  }
}
