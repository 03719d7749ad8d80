import type { LocatedFinding, PodSums, WorkloadMigration } from '@outrider/core';
import { visible } from '../escape/visible.ts';
import { plural } from '../plural.ts';
import { objectName, placeOf } from '../source-name.ts';
import { wrap } from '../terminal/width.ts';
import type { TextOptions } from '../text-options.ts';
import { gateWords, placeWords, removedWords } from './moved-words.ts';

type Lines = readonly string[];

/** One workload: what moved and why, what follows, and what is left to do. */
export function changeText(
  change: WorkloadMigration,
  options: TextOptions & { readonly written: boolean },
): Lines {
  const { paint, written } = options;
  const { source, moved, startOrder, stopOrder, patchOf } = change;
  if (patchOf !== undefined) return patchText(change, options);
  return [
    `${paint('bold', `${placeOf(source)}:`)} ${objectName(source)}`,
    ...moved.flatMap((one) => [
      ...item(
        `"${visible(one.container)}" ${written ? 'became' : 'becomes'} a sidecar: ${visible(one.because)}`,
        options,
      ),
      ...[placeWords(one), gateWords(one), removedWords(one)].flatMap((words) =>
        words === undefined ? [] : detail(visible(words), options),
      ),
    ]),
    ...detail(`start ${orderWords(startOrder)}; stop ${orderWords(stopOrder)}`, options),
    ...sumLines(change, options),
    ...change.findings.added.filter(isWorthALine).flatMap((one) => findingLines('new', one, options)),
    ...notes(change, options),
    ...change.needless.flatMap((one) => findingLines('needless now', one, options)),
  ];
}

/** A patch of a workload, which goes where that goes. */
const patchText = ({ source, moved }: WorkloadMigration, options: TextOptions): Lines => [
  `${options.paint('bold', `${placeOf(source)}:`)} patch of ${objectName(source)}`,
  ...moved.flatMap(({ container, because }) =>
    item(`"${visible(container)}" goes along: ${visible(because)}`, options),
  ),
];

const item = (text: string, { width }: TextOptions): Lines =>
  wrap(text, width - 4).map((line, index) => `  ${index === 0 ? '' : '  '}${line}`);

const detail = (text: string, { width }: TextOptions): Lines =>
  wrap(text, width - 6).map((line, index) => `    ${index === 0 ? '' : '  '}${line}`);

const orderWords = (waves: readonly (readonly string[])[]): string =>
  waves.map((names) => visible(names.join(' + '))).join(' → ');

/** Only what is another than before. */
function sumLines({ resources: { before, after } }: WorkloadMigration, options: TextOptions): Lines {
  const parts = [
    ...amountWords('requests', before, after),
    ...amountWords('limits', before, after),
    ...(before.qosClass === after.qosClass ? [] : [`QoS class ${before.qosClass} → ${after.qosClass}`]),
  ];
  return parts.length === 0 ? [] : detail(`of the Pod: ${parts.join('; ')}`, options);
}

function amountWords(which: 'requests' | 'limits', before: PodSums, after: PodSums): Lines {
  const names = [...new Set([...Object.keys(before[which]), ...Object.keys(after[which])])];
  const changed = names.filter((name) => before[which][name] !== after[which][name]);
  const words = changed.map(
    (name) => `${visible(name)} ${before[which][name] ?? 'none'} → ${after[which][name] ?? 'none'}`,
  );
  return words.length === 0 ? [] : [`${which} ${words.join(', ')}`];
}

const isWorthALine = ({ severity }: LocatedFinding): boolean => severity !== 'info';

function notes({ findings }: WorkloadMigration, options: TextOptions): Lines {
  const count = findings.added.filter((one) => !isWorthALine(one)).length;
  return count === 0 ? [] : detail(`and ${plural(count, 'note')} that "outrider validate" shows`, options);
}

/** `new warning: … [rule]`, with its place in the new text and what to do. */
export function findingLines(what: string, finding: LocatedFinding, options: TextOptions): Lines {
  const { paint } = options;
  const { severity, message, rule, line, source, fix } = finding;
  const tone = severity === 'error' ? 'red' : 'yellow';
  const words = `${what}: ${visible(message)} [${visible(rule)}] at ${visible(source.file)}:${line}`;
  const [first = '', ...rest] = detail(words, options);
  return [
    first.replace(what, paint(tone, what)),
    ...rest,
    ...(fix === undefined
      ? []
      : detail(`  ${visible(fix.description)}`, options).map((text) => paint('dim', `  ${text}`))),
  ];
}
