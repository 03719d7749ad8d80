import type {
  KubernetesVersion,
  Migration,
  MovedContainer,
  Unreadable,
  WorkloadMigration,
} from '@outrider/core';
import { findingJson } from './validate-json.ts';

export interface MigrateReport {
  readonly kubernetesVersion: KubernetesVersion;
  readonly migration: Migration;
  /** Whether the files were written. */
  readonly written: boolean;
  /** The change of each file, as standard output has it in text mode. */
  readonly patches: readonly { readonly file: string; readonly patch: string }[];
  readonly unreadable: readonly Unreadable[];
}

/** `outrider migrate -o json`. */
export function migrateJson({ migration, written, patches, ...report }: MigrateReport): string {
  const { changes, left, others, warnings, files, workloads } = migration;
  const whole = {
    schemaVersion: 1,
    command: 'migrate',
    kubernetesVersion: report.kubernetesVersion,
    written,
    summary: {
      workloads,
      changed: changes.length,
      moved: changes.reduce((sum, { moved }) => sum + moved.length, 0),
      left: left.reduce((sum, { containers }) => sum + containers.length, 0),
      files: files.length,
    },
    changes: changes.map(changeJson),
    left: left.flatMap(({ source, podPath, containers }) =>
      containers.map((one) => ({ source, podPath, ...one, force: one.force ?? null })),
    ),
    others: others.map(findingJson),
    warnings,
    patches,
    unreadable: report.unreadable,
  };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

const changeJson = ({ moved, findings, needless, patchOf, ...change }: WorkloadMigration): object => ({
  ...change,
  patchOf: patchOf ?? null,
  moved: moved.map(movedJson),
  findings: { added: findings.added.map(findingJson), fixed: findings.fixed.map(findingJson) },
  needless: needless.map(findingJson),
});

/** `startupProbe` is what it got; `null` where it had one, or got none for the reason that is said. */
const movedJson = ({ gate, before, placed, ...moved }: MovedContainer): object => ({
  ...moved,
  before: before ?? null,
  placed: placed ?? null,
  startGate: gate.kind,
  startupProbe: gate.kind === 'given' ? { ...gate.probe } : null,
  startupProbeFrom: gate.kind === 'given' ? gate.from : null,
  noStartupProbeBecause: gate.kind === 'none' ? gate.because : null,
});
