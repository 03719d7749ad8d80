import { readFileSync } from 'node:fs';
import type { LocatedFinding, Release, Severity, Unreadable } from '@outrider/core';
import { NEWEST_KUBERNETES, parseKubernetesVersion, releaseOf, SEVERITIES } from '@outrider/core/verdict';
import { Names } from './plugin-names.ts';

/** `properties` of the plugin in cdk8s.yaml. */
export interface ValidationProperties {
  /** The Kubernetes minor that the app runs on: `"1.33"`; default: the newest known. */
  readonly target?: string;
  /** What makes `cdk8s synth` fail; default `error`. The rest is shown all the same. */
  readonly failOn?: 'error' | 'warning' | 'info';
}

/** The parts of cdk8s-cli's own types that a plugin meets; declared here, as its types need node16 resolution. */
export interface ValidationViolation {
  readonly ruleName: string;
  readonly recommendation: string;
  readonly fix: string;
  readonly violatingResources: readonly {
    readonly resourceName: string;
    readonly manifestPath: string;
    readonly locations: readonly string[];
  }[];
}

export interface ValidationContext {
  readonly manifests: readonly string[];
  /** Whether the manifests go to standard output: so does cdk8s' report, in front of them. */
  readonly stdout?: boolean | undefined;
  readonly report: {
    addViolation(violation: ValidationViolation): void;
    submit(status: 'success' | 'failure', metadata?: Readonly<Record<string, string>>): void;
  };
}

/**
 * A cdk8s validation plugin: `cdk8s synth` shows Outrider's findings on all manifests that it wrote, warnings too.
 * With `synth --stdout` cdk8s prints its report in front of the manifests, whatever a plugin does: `--no-validate`.
 *
 * @example
 * validations:
 *   - package: ./node_modules/@outrider/cdk8s
 *     class: SidecarValidation
 *     version: 0.1.0
 *     properties: { target: "1.33" }
 */
export class SidecarValidation {
  readonly #release: Release;
  readonly #failOn: NonNullable<ValidationProperties['failOn']>;

  /** @throws RangeError if the target is no version that Outrider knows, or `failOn` no severity */
  constructor({ target = NEWEST_KUBERNETES, failOn = 'error' }: ValidationProperties = {}) {
    if (!SEVERITIES.includes(failOn)) throw new RangeError(`Unknown severity "${failOn}" in failOn`);
    this.#release = releaseOf(parseKubernetesVersion(target));
    this.#failOn = failOn;
  }

  /**
   * Reports each finding with its object, container and place. What does not fail is left out where the report would
   * stand in front of manifests that go to a pipe.
   */
  async validate({ manifests, report, stdout = false }: ValidationContext): Promise<void> {
    const core = await import('@outrider/core');
    const files = manifests.map((file) => ({ file, text: readFileSync(file, 'utf8') }));
    const { findings, unreadable, workloads, others } = core.analyze(files, this.#release);
    const names = new Names([...workloads.map(({ workload }) => workload.manifest), ...others]);
    const failing = findings.filter(({ severity }) => atLeast(severity, this.#failOn));
    for (const finding of stdout ? failing : findings) {
      const container = core.fingerprintOf(finding, names.valueOf(finding.source)).container;
      report.addViolation(violationOf(finding, container, names.nameOf(finding.source)));
    }
    for (const text of unreadable) report.addViolation(unreadableText(text));
    const failed = failing.length > 0 || unreadable.length > 0;
    report.submit(failed ? 'failure' : 'success', summaryOf(findings, this.#release));
  }
}

const atLeast = (severity: Severity, threshold: Severity): boolean =>
  SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(threshold);

const summaryOf = (findings: readonly LocatedFinding[], { version }: Release): Record<string, string> => ({
  Kubernetes: version,
  ...Object.fromEntries(
    SEVERITIES.toReversed().map((severity) => [
      `${severity[0]?.toUpperCase()}${severity.slice(1)}s`,
      String(findings.filter((finding) => finding.severity === severity).length),
    ]),
  ),
});

function violationOf(
  { rule, severity, message, explanation, fix, docs, source, path, line, column }: LocatedFinding,
  container: string,
  resourceName: string,
): ValidationViolation {
  const inContainer = container === '' ? '' : `, container "${container}"`;
  return {
    ruleName: rule,
    recommendation: `${severity}: ${source.kind}/${source.name}${inContainer}: ${message}`,
    fix: fix?.description ?? explanation ?? docs ?? '',
    violatingResources: [
      {
        resourceName,
        manifestPath: source.file,
        locations: [`line ${line}, column ${column}${path === '' ? '' : `: ${path}`}${inContainer}`],
      },
    ],
  };
}

const unreadableText = ({ file, line, column, message }: Unreadable): ValidationViolation => ({
  ruleName: 'unreadable',
  recommendation: `error: ${message}`,
  fix: 'Look at what made this text: a template, a patch, or an Include',
  violatingResources: [
    { resourceName: '', manifestPath: file, locations: [`line ${line}, column ${column}`] },
  ],
});
