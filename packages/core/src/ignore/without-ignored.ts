import { didYouMean } from '../did-you-mean.ts';
import type { Finding, LocatedFinding } from '../finding.ts';
import type { ManifestObject } from '../manifest/manifest.ts';
import { RULES } from '../rules/catalogue.ts';
import type { Rule } from '../rules/rule.ts';
import type { Workload } from '../workload/workload.ts';
import { annotationIgnores } from './annotation-ignores.ts';
import type { CommentIgnore } from './comment-ignores.ts';
import { type Ignore, isExpired } from './ignore.ts';

export interface IgnoreOptions {
  /** The day, as `2026-11-30`; without it no ignore ever expires. */
  readonly today?: string;
  /** Rules besides the catalogue's. */
  readonly rules?: readonly Rule[];
}

export interface Judgement {
  readonly object: ManifestObject;
  readonly workloads: readonly Workload[];
  /** Comments of the file that speak of lines of this object. */
  readonly comments: readonly CommentIgnore[];
}

export interface WithoutIgnored {
  readonly findings: readonly LocatedFinding[];
  readonly ignored: number;
}

/**
 * Findings without those that the manifest's author decided against, and with what is wrong about such decisions.
 * A refusal of the API server stays: no comment changes what the server does.
 */
export function withoutIgnored(
  findings: readonly LocatedFinding[],
  judgement: Judgement,
  options: IgnoreOptions,
): WithoutIgnored {
  const ignores = [...inAnnotations(judgement), ...judgement.comments.map(placed)];
  if (ignores.length === 0) return { findings, ignored: 0 };
  const counting = ignores.filter(
    ({ ignore }) => ignore.fault === undefined && !isExpired(ignore, options.today),
  );
  const kept = findings.filter(
    (finding) =>
      isRefusal(finding) ||
      !counting.some((one) => one.isAbout(finding) && one.ignore.rules.includes(finding.rule)),
  );
  const known = new Set([...RULES, ...(options.rules ?? [])].map(({ meta }) => meta.id));
  const faults = ignores.flatMap(({ ignore, line, column }) =>
    faultsOf(ignore, known, options.today).map((fault) => ({
      ...fault,
      source: judgement.object.source,
      line,
      column,
    })),
  );
  return { findings: [...kept, ...faults].toSorted(byPlace), ignored: findings.length - kept.length };
}

const byPlace = (a: LocatedFinding, b: LocatedFinding): number => a.line - b.line || a.column - b.column;

const isRefusal = ({ origin, severity }: Finding): boolean =>
  origin === 'server' || (origin === 'input' && severity === 'error');

interface Placed {
  readonly ignore: Ignore;
  readonly line: number;
  readonly column: number;
  readonly isAbout: (finding: LocatedFinding) => boolean;
}

const inAnnotations = ({ object, workloads }: Judgement): readonly Placed[] =>
  annotationIgnores(object, workloads).map((ignore) => ({
    ignore,
    ...object.locate(ignore.path),
    isAbout: ({ path }) =>
      ignore.below === '' || path === ignore.below || path.startsWith(`${ignore.below}.`),
  }));

const placed = (ignore: CommentIgnore): Placed => ({
  ignore,
  line: ignore.line,
  column: ignore.column,
  isAbout: ({ line }) => line === ignore.about,
});

type Fault = Omit<Finding, 'related'>;

/** What is wrong with an ignore, as findings on the text. */
function faultsOf(ignore: Ignore, known: ReadonlySet<string>, today: string | undefined): readonly Fault[] {
  if (ignore.fault !== undefined) {
    return [fault('input/bad-ignore', `Cannot read what is to be ignored: ${ignore.fault}`, HOW)];
  }
  const unknown = ignore.rules.filter((rule) => !known.has(rule) && !/^(?:server|input)\/./.test(rule));
  return [
    ...unknown.map((rule) => unknownRule(rule, known)),
    ...(isExpired(ignore, today) ? [expired(ignore)] : []),
  ];
}

const HOW = 'Write "some-rule: the reason (until 2027-01-31)"; the reason and the date may be left out.';

const unknownRule = (rule: string, known: ReadonlySet<string>): Finding => {
  const meant = didYouMean(rule, known);
  const hint = meant === undefined ? '' : `: did you mean "${meant}"?`;
  return fault(
    'input/unknown-rule',
    `Unknown rule "${rule}" is to be ignored${hint}`,
    '"outrider rules" lists all rules.',
  );
};

const expired = ({ rules, reason, until = '' }: Ignore): Finding =>
  fault(
    'input/expired-ignore',
    `${rules.map((rule) => `"${rule}"`).join(', ')} was to be ignored until ${until}${reason === '' ? '' : `: ${reason}`}`,
    'Mend what the rule found, or give the ignore another date.',
  );

const fault = (rule: string, message: string, explanation: string): Finding => ({
  rule,
  origin: 'input',
  severity: 'warning',
  message,
  path: '',
  explanation,
});
