import type { Outcome, PodExplanation, Statement } from '@outrider/core';
import { visible } from './escape/visible.ts';
import { containerLines } from './explain/container-lines.ts';
import type { ExplainReport } from './explain/explain-report.ts';
import { outcomeSentence, sentence } from './explain/moment-words.ts';
import { OUTLOOK_TONES, outlookSummary } from './explain/outlook.ts';
import { eventWords, podFacts } from './explain/pod-facts.ts';
import { objectName, placeOf } from './source-name.ts';
import { widthOf, wrap } from './terminal/width.ts';
import type { TextOptions } from './text-options.ts';

export interface ExplainTextOptions extends TextOptions {
  /** A line a Pod, and no more. */
  readonly quiet?: boolean;
  /** Nobody named the version: it is worth a hint. */
  readonly versionIsAssumed?: boolean;
}

/**
 * `outrider explain` for people. One Pod is told whole; of several those that wait for nothing get a line each, at
 * the end.
 */
export function explainText(report: ExplainReport, options: ExplainTextOptions): string {
  const { pods, unreadable } = report;
  const { paint, quiet } = options;
  const errors = unreadable.map(
    ({ file, line, column, message }) =>
      `${paint('bold', `${visible(file)}:${line}:${column}:`)} ${paint('red', 'error:')} ${visible(message)}`,
  );
  const whole = quiet
    ? []
    : pods.filter(({ outlook }) => pods.length === 1 || outlook !== 'settled').toSorted(byUrgency);
  const lines = pods.filter((pod) => !whole.includes(pod)).map((pod) => podLine(pod, report, options));
  const blocks = [
    ...(errors.length > 0 ? [errors] : []),
    ...whole.map((pod) => podLines(pod, report, options)),
    ...(lines.length > 0 ? [lines] : []),
    ...(pods.length > 1 && !quiet ? [[paint('bold', outlookSummary(pods))]] : []),
    ...(whole.length > 0 ? [[paint('dim', versionWords(report, options))]] : []),
  ];
  return blocks.length === 0 ? '' : `${blocks.map((block) => block.join('\n')).join('\n\n')}\n`;
}

/** First those that need somebody; failed ones are past help. */
const URGENCY: Readonly<Record<PodExplanation['outlook'], number>> = {
  stuck: 0,
  waits: 1,
  failed: 2,
  settled: 3,
};

const byUrgency = (a: PodExplanation, b: PodExplanation): number => URGENCY[a.outlook] - URGENCY[b.outlook];

function podLines(pod: PodExplanation, report: ExplainReport, options: TextOptions): readonly string[] {
  const { now } = report;
  const told = (statement: Statement): Item => ({
    text: sentence(statement, now),
    tail: rulesWords(statement),
  });
  const sections = [
    itemLines('why', pod.because.map(told), options),
    containerLines(pod.containers, now, options),
    itemLines(
      'next',
      pod.next.map((outcome) => outcomeItem(outcome, now)),
      options,
    ),
    itemLines('unknown', pod.unknown.map(told), options),
    itemLines(
      'events',
      pod.events.map((event) => ({ text: eventWords(event, now) })),
      options,
    ),
    commandLines(pod.lookFurther, options),
  ];
  return [
    ...headLines(pod, report, options),
    ...sections.filter((lines) => lines.length > 0).flatMap((lines) => ['', ...lines]),
  ];
}

/** A Pod in one line, however long. */
function podLine(pod: PodExplanation, { now }: ExplainReport, { paint }: TextOptions): string {
  const outlook = paint(OUTLOOK_TONES[pod.outlook], pod.outlook);
  const facts = paint('dim', `${visible(pod.status)} ${pod.ready}`);
  return `${paint('bold', objectName(pod.source))}  ${outlook}  ${facts}  ${visible(sentence(pod.headline, now))}`;
}

/** Who it is and how it is, then what it waits for. */
function headLines(pod: PodExplanation, { now }: ExplainReport, options: TextOptions): readonly string[] {
  const { paint, width, ascii } = options;
  const separator = ascii ? ' | ' : ' · ';
  const name = objectName(pod.source);
  const facts = [...podFacts(pod).map(visible), placeOf(pod.source)];
  const outlook = paint(OUTLOOK_TONES[pod.outlook], pod.outlook);
  const head = `${paint('bold', name)}  ${outlook}`;
  const line = separator + facts.join(separator);
  const fits = widthOf(name) + 2 + pod.outlook.length + widthOf(line) <= width;
  const lines = wrap(visible(sentence(pod.headline, now)), width - 2);
  return [
    ...(fits
      ? [head + paint('dim', line)]
      : [head, ...factLines(facts, separator, width).map((one) => paint('dim', one))]),
    ...lines.map((one) => `  ${paint('bold', one)}`),
  ];
}

/** Facts break between each other, not inside. */
const factLines = (facts: readonly string[], separator: string, width: number): readonly string[] =>
  wrap(facts.map((fact) => fact.replaceAll(' ', '\u00a0')).join(separator), width - 2).map(
    (line) => `  ${line.replaceAll('\u00a0', ' ')}`,
  );

/** Which Kubernetes this is true of: much differs by version. */
function versionWords(
  { kubernetesVersion, kubeletVersion }: ExplainReport,
  { versionIsAssumed }: ExplainTextOptions,
): string {
  const node = kubeletVersion === kubernetesVersion ? '' : ` and a kubelet of ${kubeletVersion}`;
  const hint = versionIsAssumed
    ? ', the newest known: -k 1.33 names yours, --kubelet-version that of an older node'
    : '';
  return `By Kubernetes ${kubernetesVersion}${node}${hint}.`;
}

const rulesWords = ({ rules }: Statement): string => (rules.length === 0 ? '' : `(${rules.join(', ')})`);

const outcomeItem = (outcome: Outcome, now: string | null): Item => ({
  text: outcomeSentence(outcome, now),
  tail: rulesWords(outcome),
});

/** A text, and what may stand behind it in the background. */
interface Item {
  readonly text: string;
  readonly tail?: string;
}

const LABEL = 'unknown'.length;

/** Items beside a label; what does not fit goes on below, two further in. */
function itemLines(label: string, items: readonly Item[], { paint, width }: TextOptions): readonly string[] {
  const indent = LABEL + 4;
  return items.flatMap(({ text, tail = '' }, index) => {
    const lines = wrap(visible(text), width - indent - 2);
    const last = lines.at(-1) ?? '';
    const fits = tail !== '' && indent + 2 + widthOf(last) + 1 + tail.length <= width;
    const shown = lines.map((line, at) =>
      fits && at === lines.length - 1 ? `${line} ${paint('dim', tail)}` : line,
    );
    const all = tail === '' || fits ? shown : [...shown, paint('dim', tail)];
    const name = paint('bold', (index === 0 ? label : '').padEnd(LABEL));
    return all.map((line, at) => (at === 0 ? `  ${name}  ${line}` : ' '.repeat(indent + 2) + line));
  });
}

/** Commands to copy, each beside what it shows; where that does not fit, below it. */
function commandLines(look: PodExplanation['lookFurther'], { paint, width }: TextOptions): readonly string[] {
  const indent = LABEL + 4;
  const longest = Math.max(0, ...look.map(({ command }) => widthOf(visible(command))));
  const fit = look.every(({ says }) => indent + longest + 4 + widthOf(visible(says)) <= width);
  return look.flatMap(({ command, says }, index) => {
    const name = paint('bold', (index === 0 ? 'look at' : '').padEnd(LABEL));
    const shown = visible(command);
    const comment = paint('dim', `# ${visible(says)}`);
    const line = `  ${name}  ${paint('cyan', shown)}`;
    if (fit) return [`${line}${' '.repeat(longest - widthOf(shown) + 2)}${comment}`];
    return [`  ${name}  ${comment}`, `${' '.repeat(indent)}${paint('cyan', shown)}`];
  });
}
