import {
  type AnalysisDiff,
  type FieldChange,
  KUBERNETES_VERSIONS,
  type NotCompared,
  type PodChange,
  type Unreadable,
  type WorkloadDiff,
  type WorkloadGroup,
  type WorkloadIdentity,
} from '@outrider/core';
import { z } from 'zod';
import { findingsDiff, type SidedUnreadable, severityCounts, source, unreadable } from './findings.ts';
import { lifecycleDiff, nativeSidecars } from './lifecycle.ts';
import { count, list, names, sides, text } from './pieces.ts';
import { groupDelta, resourceDiff, resourceTotals } from './resources.ts';

const identity: z.ZodType<WorkloadIdentity> = z.object({
  apiVersion: text(300),
  kind: text(300),
  namespace: text(300).nullable(),
  name: text(300),
  podTemplate: text(1000).exactOptional(),
});

const FIELD_CHANGE = {
  path: text(4096),
  kind: z.enum(['added', 'removed', 'changed']),
  before: text(4096).nullable(),
  after: text(4096).nullable(),
};
const fieldChange: z.ZodType<FieldChange> = z.object(FIELD_CHANGE);

const role = z.enum(['init', 'sidecar', 'regular']);
const podChange: z.ZodType<PodChange> = z.union([
  z.object({ change: z.literal('role'), container: text(300), before: role, after: role }),
  z.object({ change: z.enum(['added', 'removed']), container: text(300), role }),
  z.object({
    change: z.literal('order'),
    list: z.enum(['initContainers', 'containers']),
    before: names,
    after: names,
  }),
  z.object({ change: z.literal('field'), container: text(300).nullable(), ...FIELD_CHANGE }),
]);

const version = z.enum(KUBERNETES_VERSIONS);

const workload: z.ZodType<WorkloadDiff> = z
  .object({
    identity,
    renamedFrom: identity.exactOptional(),
    source: sides(source),
    hasNamesake: z.literal(true).exactOptional(),
    change: z.enum(['added', 'removed', 'changed', 'unchanged']),
    resources: resourceDiff,
    lifecycle: lifecycleDiff,
    oldestVersion: sides(version),
    changes: z.object({ pod: list(podChange, 10_000), object: list(fieldChange, 10_000) }),
    findings: findingsDiff,
  })
  .transform(({ changes, ...rest }) => ({ ...rest, ...changes }));

const group: z.ZodType<WorkloadGroup> = z.object({
  change: z.enum(['added', 'removed', 'changed']),
  workloads: list(count),
  count,
  pods: count.nullable(),
  delta: groupDelta,
});

const notCompared: z.ZodType<NotCompared> = z.object({ identity, source, reason: text(5000) });

const totals: z.ZodType<AnalysisDiff['totals']> = z.object({
  workloads: z.object({
    added: count,
    removed: count,
    changed: count,
    unchanged: count,
    renamed: count,
    different: count,
    total: count,
  }),
  findings: z.object({ added: severityCounts, fixed: severityCounts, kept: count }),
  nativeSidecars,
  oldestVersion: sides(version),
  resources: resourceTotals,
});

/** `outrider diff -o json`, read back. What it does not know is left out; what does not fit is refused. */
export const diffSchema: z.ZodType<AnalysisDiff> = z
  .object({
    schemaVersion: z.literal(1),
    command: z.literal('diff'),
    kubernetesVersions: z.object({ before: version, after: version }),
    workloads: list(workload),
    groups: list(group, 10_000),
    otherFindings: findingsDiff,
    notCompared: list(notCompared),
    otherObjects: list(
      z.object({
        apiVersion: text(300),
        kind: text(300),
        added: count,
        removed: count,
        changed: count,
        unchanged: count,
      }),
    ),
    unread: z.object({
      equalFiles: count,
      skipped: list(z.object({ path: text(4096), reason: text(1000) })),
    }),
    unreadable: list(unreadable),
    totals,
  })
  .transform(
    ({ schemaVersion: _version, command: _command, kubernetesVersions, unreadable: all, ...rest }) => ({
      ...rest,
      kubernetesVersion: kubernetesVersions,
      unreadable: { before: ofSide(all, 'base'), after: ofSide(all, 'head') },
    }),
  );

const ofSide = (all: readonly SidedUnreadable[], wanted: 'base' | 'head'): readonly Unreadable[] =>
  all
    .filter(({ side }) => side === wanted)
    .map(({ file, document, line, column, message }) => ({ file, document, line, column, message }));

export const isWithinGroups = ({ groups, workloads }: AnalysisDiff): boolean =>
  groups.every((one) => one.workloads.every((index) => index < workloads.length));
