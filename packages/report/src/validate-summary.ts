import type { Analysis, LocatedFinding, Severity } from '@outrider/core';

/** The numbers at the head of every report of `validate`. */
export interface ValidateSummary {
  readonly files: number;
  readonly documents: number;
  readonly workloads: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
}

export function validateSummary(analysis: Analysis): ValidateSummary {
  const count = (severity: Severity): number =>
    analysis.findings.filter((finding) => finding.severity === severity).length;
  return {
    files: analysis.files,
    documents: analysis.documents,
    workloads: analysis.workloads.length,
    errors: count('error'),
    warnings: count('warning'),
    infos: count('info'),
  };
}

const keyOf = ({ source }: LocatedFinding): string =>
  JSON.stringify([source.file, source.document, source.item ?? null]);

/** How many objects the API server would refuse. */
export const refusedObjects = ({ findings }: Analysis): number =>
  new Set(findings.filter(({ origin }) => origin === 'server').map(keyOf)).size;
