import type { AnalysisDiff, ResourceAmounts, WorkloadDiff, WorkloadGroup } from '@outrider/core';
import { what } from './describe.ts';
import { kindWords } from './identity.ts';
import { inOneUnit, signed, signedNumber } from './signed.ts';
import { name, type Words } from './words.ts';

/** A group, and what is told of it; its first workload stands for all of it. */
export interface ToldGroup {
  readonly letters: string;
  readonly group: WorkloadGroup;
  readonly members: readonly WorkloadDiff[];
  readonly first: WorkloadDiff;
  /** The kinds of its workloads. */
  readonly kinds: Words;
  readonly what: Words;
  readonly pods: string;
  readonly cpu: string;
  readonly memory: string;
  readonly start: Words;
  readonly stop: Words;
}

/** A, B, … Z, AA, AB. */
export const groupLetters = (index: number): string =>
  (index < 26 ? '' : groupLetters(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26));

export function toldGroups({ groups, workloads }: AnalysisDiff): readonly ToldGroup[] {
  const [cpus, memories] = ['cpu', 'memory'].map((resource) => deltas(groups, resource));
  return groups.flatMap((group, index) => {
    const members = group.workloads.flatMap((position) => workloads[position] ?? []);
    const [first] = members;
    if (first === undefined) return [];
    return [
      {
        letters: groupLetters(index),
        group,
        members,
        first,
        kinds: kindsOf(members),
        what: what(first),
        pods: group.pods === null ? 'one a node' : String(group.pods),
        cpu: cpus?.[index] ?? '0',
        memory: memories?.[index] ?? '0',
        start: startWords(first, members),
        stop: stopWords(first),
      },
    ];
  });
}

const NOTHING: Words = ['–'];

function kindsOf(members: readonly WorkloadDiff[]): Words {
  const kinds = new Map(members.map(({ identity }) => [identity.kind, kindWords(identity)]));
  return [...kinds.values()].flatMap((words, index): Words => [index === 0 ? '' : ', ', ...words]);
}

/** One unit for the whole column. */
function deltas(groups: readonly WorkloadGroup[], resource: string): readonly string[] {
  const amountOf = (amounts: ResourceAmounts): string =>
    Object.hasOwn(amounts, resource) ? (amounts[resource] ?? '0') : '0';
  return inOneUnit(
    resource,
    groups.map(({ delta }) => amountOf(delta.requests)),
  ).map(signed);
}

/** `+1 gate`, and the longest wait of all of them where each has a limit. */
function startWords({ lifecycle: { delta } }: WorkloadDiff, members: readonly WorkloadDiff[]): Words {
  if (delta === undefined) return NOTHING;
  const waits = members.map(({ lifecycle: { after } }) => after?.start.worstSeconds ?? null);
  const bound = waits.includes(null) ? 'no limit' : `≤ ${Math.max(...waits.map(Number))} s`;
  const gates = Math.abs(delta.gates) === 1 ? 'gate' : 'gates';
  if (delta.gates !== 0) return [`${signedNumber(delta.gates)} ${gates}, ${bound}`];
  return members.every(({ lifecycle }) => !lifecycle.delta?.startWorstSeconds) ? NOTHING : [bound];
}

/** Regular containers have other names in each workload; the sidecars behind them are the same. */
function stopWords({ lifecycle: { before, after } }: WorkloadDiff): Words {
  if (before === null || after === null) return NOTHING;
  const [from, to] = [before.stop.stopOrder, after.stop.stopOrder];
  if (JSON.stringify(from) === JSON.stringify(to)) return NOTHING;
  if (to.length < 2) return ['all together'];
  const regular = after.start.regular.length === 1 ? 'regular container' : 'regular containers';
  return [
    regular,
    ...to
      .slice(1)
      .flatMap(
        (wave): Words => [
          ', then ',
          ...wave.flatMap((container, index): Words => [index === 0 ? '' : ' + ', name(container)]),
        ],
      ),
  ];
}
