import type { KubernetesVersion, Unreadable } from '@outrider/core';
import type { NotExpressed } from './codegen/notes.ts';

/** A manifest, and the module that was written of it. */
export interface CodegenFile {
  readonly file: string;
  readonly code: string;
}

export interface CodegenReport {
  readonly kubernetesVersion: KubernetesVersion;
  readonly files: readonly CodegenFile[];
  readonly notExpressed: readonly NotExpressed[];
  readonly unreadable: readonly Unreadable[];
}

/** `outrider codegen -o json`. */
export const codegenJson = (report: CodegenReport): string =>
  `${JSON.stringify({ schemaVersion: 1, command: 'codegen', ...report }, null, 2)}\n`;
