import { visible } from './escape/visible.ts';
import { wrap } from './terminal/width.ts';
import type { TextOptions } from './text-options.ts';

/** What is known behind a finding: rows of the fact sheets, and the rules that rest on them. */
export interface Explanation {
  readonly id: string;
  readonly kubernetesVersion: string;
  readonly facts: readonly {
    readonly id: string;
    /** Headings it stands under, outermost first. */
    readonly under: readonly string[];
    readonly cells: readonly (readonly [name: string, text: string])[];
  }[];
  readonly rules: readonly {
    readonly rule: string;
    readonly facts: readonly string[];
    readonly explanation?: string | undefined;
  }[];
}

/** The page for a terminal. */
export function explanationText({ facts, rules }: Explanation, options: TextOptions): string {
  const blocks = [
    ...rules.map(({ rule, facts: ids, explanation }) => [
      `${options.paint('bold', rule)}${ids.length === 0 ? '' : `  ${options.paint('dim', ids.join(', '))}`}`,
      ...indented(explanation ?? '', options),
    ]),
    ...facts.map((fact) => factLines(fact, options)),
    ...(facts.some(hasPrefix) ? [indented(LEGEND, options)] : []),
  ];
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function factLines(
  { id, under, cells }: Explanation['facts'][number],
  options: TextOptions,
): readonly string[] {
  const { paint } = options;
  const heading = `${paint('bold', id)}  ${paint('dim', under.map((title) => title.replace(/^[\d.]+ /, '')).join(' › '))}`;
  return [
    heading,
    ...cells.flatMap(([name, text]) =>
      name === '' || name === 'what'
        ? indented(text, options)
        : [`  ${paint('cyan', name)}`, ...indented(text, options, 4)],
    ),
  ];
}

const hasPrefix = ({ cells }: Explanation['facts'][number]): boolean =>
  cells.some(([name, text]) => name === 'path' && /`(?:T\.|C\[)/.test(text));

const LEGEND =
  'T is the PodSpec: `spec` of a Pod, `spec.template.spec` of a Deployment or Job, and so on. C is any of its lists of containers.';

/** Sheets are Markdown: marks of emphasis go, code keeps its ticks. */
const indented = (text: string, { width }: TextOptions, by = 2): readonly string[] =>
  wrap(visible(text.replace(/\*\*([^*]+)\*\*/g, '$1')), width - by).map((line) => ' '.repeat(by) + line);

/** The same for programs. */
export const explanationJson = ({ id, kubernetesVersion, facts, rules }: Explanation): string =>
  `${JSON.stringify(
    {
      schemaVersion: 1,
      command: 'validate',
      kubernetesVersion,
      explain: id,
      facts: facts.map((fact) => ({
        id: fact.id,
        under: fact.under,
        text: Object.fromEntries(fact.cells.map(([name, text]) => [name === '' ? 'what' : name, text])),
      })),
      rules: rules.map(({ rule, facts: ids, explanation }) => ({
        rule,
        facts: ids,
        explanation: explanation ?? null,
      })),
      unreadable: [],
    },
    null,
    2,
  )}\n`;
