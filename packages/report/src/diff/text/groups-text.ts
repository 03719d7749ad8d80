import { visible } from '../../escape/visible.ts';
import { wrap } from '../../terminal/width.ts';
import type { TextOptions } from '../../text-options.ts';
import { fullName } from '../identity.ts';
import type { ToldGroup } from '../told-groups.ts';
import { wordsText } from '../words.ts';
import { newFindingText } from './findings-text.ts';
import { detailParts, spaced } from './workload-text.ts';

const INDENT = '   ';
const MOST_NAME_LINES = 3;

/** Workloads that change in the same way; where there is room, the first of them in full. */
export function groupText(told: ToldGroup, withExample: boolean, options: TextOptions): readonly string[] {
  const { paint, width } = options;
  const { letters, group, kinds, what, first } = told;
  const [title = '', ...rest] = wrap(
    `${letters}  ${group.count} × ${wordsText(kinds)}: ${wordsText(what)}`,
    width,
  );
  const example = withExample
    ? [
        ['', `${INDENT}${paint('dim', 'for example')} ${paint('bold', visible(fullName(first)))}`],
        ...detailParts(first, options),
      ]
    : [];
  return [
    paint('bold', title),
    ...rest.map((line) => `${INDENT}${line}`),
    ...wrap(factsOf(told).join(' · '), width - INDENT.length).map((line) => `${INDENT}${line}`),
    ...namesOf(told, options),
    ...(withExample ? spaced(example) : findingsOf(told, options)),
  ];
}

const factsOf = ({ group, pods, cpu, memory, start, stop }: ToldGroup): readonly string[] =>
  [
    group.pods === null ? 'one Pod a node' : `${pods} ${pods === '1' ? 'Pod' : 'Pods'}`,
    ...(cpu === '0' ? [] : [`CPU ${cpu}`]),
    ...(memory === '0' ? [] : [`memory ${memory}`]),
    ...(wordsText(start) === '–' ? [] : [`start: ${wordsText(start)}`]),
    ...(wordsText(stop) === '–' ? [] : [`stop: ${wordsText(stop)}`]),
  ].map((fact) => fact.replaceAll(' ', '\u00a0'));

/** As many names as three lines hold. */
function namesOf({ members }: ToldGroup, { paint, width }: TextOptions): readonly string[] {
  const names = members.map((member) => visible(fullName(member)).replaceAll(' ', '\u00a0'));
  const all = wrap(names.join(', '), width - INDENT.length);
  const shown = all.slice(0, MOST_NAME_LINES);
  const told = shown.flatMap((line) => line.split(/, |,$/)).filter((name) => name !== '').length;
  const lines = all.length > shown.length ? [...shown, `… and ${names.length - told} more`] : shown;
  return lines.map((line) => `${INDENT}${paint('dim', line)}`);
}

const findingsOf = ({ first, group }: ToldGroup, options: TextOptions): readonly string[] =>
  first.findings.added
    .filter(({ severity }) => severity !== 'info')
    .flatMap((finding) =>
      newFindingText(finding, { ...options, indent: INDENT, whose: `each of the ${group.count}` }),
    );
