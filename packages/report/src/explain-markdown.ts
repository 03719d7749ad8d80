import type { ContainerExplanation, Outcome, PodExplanation, Statement } from '@outrider/core';
import { markdown, markdownCode, markdownFence } from './escape/markdown.ts';
import { markdownProse } from './escape/prose.ts';
import { visible } from './escape/visible.ts';
import type { ExplainReport } from './explain/explain-report.ts';
import { outcomeSentence, sentence } from './explain/moment-words.ts';
import { outlookSummary } from './explain/outlook.ts';
import { eventWords, podFacts, sinceWords } from './explain/pod-facts.ts';
import { objectName } from './source-name.ts';

/** `outrider explain -o markdown`: for a ticket or a chat. */
export function explainMarkdown(report: ExplainReport): string {
  const { pods, unreadable } = report;
  const errors = unreadable.map(
    ({ file, line, column, message }) =>
      `**Cannot explain** ${markdownCode(`${file}:${line}:${column}`)}: ${markdown(message)}`,
  );
  const blocks = pods.map((pod) => podBlock(pod, report.now).join('\n'));
  const summary = pods.length > 1 ? [`**${outlookSummary(pods)}**`] : [];
  return `${[...errors, ...blocks, ...summary].join('\n\n')}\n`;
}

function podBlock(pod: PodExplanation, now: string | null): readonly string[] {
  const { headline, because, containers, next, unknown, events, lookFurther } = pod;
  return [
    `### ${markdown(objectName(pod.source))}`,
    '',
    podFacts(pod).map(markdownCode).join(', '),
    '',
    `**${pod.outlook}**: ${markdownProse(sentence(headline, now))}`,
    '',
    ...list('', because, (one) => statementText(one, now)),
    ...containerTable(containers, now),
    ...list('Next', next, (one) => outcomeText(one, now)),
    ...list('Unknown', unknown, (one) => statementText(one, now)),
    ...list('Events', events, (one) => markdownProse(eventWords(one, now))),
    ...(lookFurther.length === 0
      ? []
      : [
          'Look at',
          '',
          markdownFence(
            lookFurther.map(({ command, says: shows }) => visible(`${command}  # ${shows}`)),
            'sh',
          ),
          '',
        ]),
  ].slice(0, -1);
}

/** A list under a title; nothing where there are no items. */
function list<Item>(title: string, items: readonly Item[], print: (item: Item) => string): readonly string[] {
  if (items.length === 0) return [];
  const head = title === '' ? [] : [title, ''];
  return [...head, ...items.map((item) => `- ${print(item)}`), ''];
}

const rulesText = ({ rules }: Statement): string => (rules.length === 0 ? '' : ` (${rules.join(', ')})`);

const statementText = (statement: Statement, now: string | null): string =>
  markdownProse(sentence(statement, now)) + rulesText(statement);

const outcomeText = (outcome: Outcome, now: string | null): string =>
  markdownProse(outcomeSentence(outcome, now)) + rulesText(outcome);

const containerTable = (
  containers: readonly ContainerExplanation[],
  now: string | null,
): readonly string[] => [
  '| | container | role | restarts | since | state |',
  '| --- | --- | --- | ---: | --- | --- |',
  ...containers.map((container) => {
    const since = sinceWords(container, now);
    const cells = [
      container.blocks ? '►' : '',
      markdownCode(container.name),
      container.role,
      String(container.restartCount),
      since === '' ? '' : markdown(since),
      markdownProse(container.says),
    ];
    return `| ${cells.join(' | ')} |`;
  }),
  '',
];
