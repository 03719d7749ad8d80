import { readFileSync } from 'node:fs';
import type { LocatedFinding, Release, Severity, Unreadable } from '@outrider/core';
import { NEWEST_KUBERNETES, parseKubernetesVersion, releaseOf, SEVERITIES } from '@outrider/core/objects';

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
  readonly report: {
    addViolation(violation: ValidationViolation): void;
    submit(status: 'success' | 'failure', metadata?: Readonly<Record<string, string>>): void;
  };
}

/**
 * A cdk8s validation plugin: `cdk8s synth` shows Outrider's findings on all manifests that it wrote.
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

  /** Reports each finding, the violated object in words: cdk8s knows resources by their bare name alone. */
  async validate({ manifests, report }: ValidationContext): Promise<void> {
    const files = manifests.map((file) => ({ file, text: readFileSync(file, 'utf8') }));
    const { analyze } = await import('@outrider/core');
    const { findings, unreadable } = analyze(files, this.#release);
    for (const finding of findings) report.addViolation(violationOf(finding));
    for (const text of unreadable) report.addViolation(unreadableText(text));
    const failing = findings.filter(({ severity }) => atLeast(severity, this.#failOn));
    const failed = failing.length > 0 || unreadable.length > 0;
    report.submit(failed ? 'failure' : 'success', { Kubernetes: this.#release.version });
  }
}

const atLeast = (severity: Severity, threshold: Severity): boolean =>
  SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(threshold);

function violationOf({
  rule,
  severity,
  message,
  explanation,
  fix,
  docs,
  source,
  path,
}: LocatedFinding): ValidationViolation {
  const { kind, name, file } = source;
  return {
    ruleName: rule,
    recommendation: `${severity}: ${kind}/${name}: ${message}`,
    fix: fix?.description ?? explanation ?? docs ?? '',
    violatingResources: [{ resourceName: name, manifestPath: file, locations: path === '' ? [] : [path] }],
  };
}

const unreadableText = ({ file, line, column, message }: Unreadable): ValidationViolation => ({
  ruleName: 'unreadable',
  recommendation: message,
  fix: '',
  violatingResources: [{ resourceName: '', manifestPath: file, locations: [`${line}:${column}`] }],
});
