import type { WorkloadDiff } from '@outrider/core';
import { shortName } from './identity.ts';
import { containerEvents, ROLES } from './sidecar-words.ts';
import { listedWords, name, type Words } from './words.ts';

/** Renamed, added or removed; nothing for a plain change. */
export function statusWords(workload: WorkloadDiff): readonly Words[] {
  const { identity, change, renamedFrom, resources } = workload;
  if (change === 'added') return [['added', ...gatesWords(workload)]];
  if (change === 'removed')
    return [
      resources.before?.replicas === 0 ? ['removed, was scaled to 0'] : ['removed', ...gatesWords(workload)],
    ];
  if (renamedFrom === undefined) return [];
  const isMoved = renamedFrom.apiVersion !== identity.apiVersion;
  if (shortName(renamedFrom) === shortName(identity)) {
    return [['from ', name(renamedFrom.apiVersion), ' to ', name(identity.apiVersion)]];
  }
  return [
    [
      'renamed from ',
      name(shortName(renamedFrom)),
      ...(isMoved ? [' of ', name(renamedFrom.apiVersion)] : []),
    ],
  ];
}

/** ` with native sidecar x and init container y`; nothing for a Pod of regular containers. */
function gatesWords({ lifecycle: { before, after } }: WorkloadDiff): Words {
  const gates = (after ?? before)?.start.gates ?? [];
  if (gates.length === 0) return [];
  const words = gates.map(({ role, container }): Words => [`${ROLES[role]} `, name(container)]);
  return [' with ', ...listedWords(words)];
}

const MOST_EVENTS = 4;

/** The change of a workload in a line. */
export function what(workload: WorkloadDiff): Words {
  const events = [...statusWords(workload), ...containerEvents(workload.pod)];
  if (events.length === 0) return fieldsWords(workload);
  const shown = events
    .slice(0, MOST_EVENTS)
    .flatMap((words, index): Words => [index === 0 ? '' : '; ', ...words]);
  return events.length > MOST_EVENTS ? [...shown, ' and more'] : shown;
}

/** The first few fields that differ, where nothing bigger happened. */
function fieldsWords({ pod, object, findings }: WorkloadDiff): Words {
  const paths = [
    ...pod.flatMap((change) => {
      if (change.change !== 'field') return [];
      return [change.container === null ? change.path : `${change.container}.${change.path}`];
    }),
    ...object.map(({ path }) => path),
  ];
  if (paths.length === 0)
    return [findings.added.length + findings.fixed.length > 0 ? 'findings only' : 'same Pod'];
  const shown = paths.slice(0, 3).flatMap((path, index): Words => [index === 0 ? '' : ', ', name(path)]);
  return paths.length > 3 ? [...shown, ' and more'] : shown;
}
