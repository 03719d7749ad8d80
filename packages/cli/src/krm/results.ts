import { type LocatedFinding, type ManifestObject, objectAt, textAt } from '@outrider/core';

/** A result of a KRM function, as its specification has it (`config.kubernetes.io/v1`). */
export interface KrmResult {
  readonly message: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly resourceRef: {
    readonly apiVersion: string;
    readonly kind: string;
    readonly name: string;
    readonly namespace?: string;
  };
  readonly field?: { readonly path: string };
  readonly file?: { readonly path: string; readonly index?: number };
  readonly tags: Readonly<Record<string, string>>;
}

/** A finding in the function's words; the file is the one that the item was read from. */
export function krmResult(finding: LocatedFinding, item: ManifestObject | undefined): KrmResult {
  const { apiVersion, kind, name, namespace } = finding.source;
  const file = fileOf(item);
  return {
    message: finding.message,
    severity: finding.severity,
    resourceRef: { apiVersion, kind, name, ...(namespace !== null && { namespace }) },
    ...(finding.path !== '' && { field: { path: finding.path } }),
    ...(file !== undefined && { file }),
    tags: { rule: finding.rule },
  };
}

function fileOf(item: ManifestObject | undefined): KrmResult['file'] {
  const annotations = objectAt(item?.value, 'metadata', 'annotations');
  const of = (name: string): string | undefined =>
    textAt(annotations, `internal.config.kubernetes.io/${name}`) ??
    textAt(annotations, `config.kubernetes.io/${name}`);
  const path = of('path');
  const index = Number(of('index'));
  return path === undefined ? undefined : { path, ...(Number.isInteger(index) && { index }) };
}
