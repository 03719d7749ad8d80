import { readFileSync } from 'node:fs';
import type { Severity } from '@outrider/core';
import { NEWEST_KUBERNETES, parseKubernetesVersion, releaseOf, SEVERITIES } from '@outrider/core/verdict';
import type { ValidationContext } from './plugin-contract.ts';
import { Names } from './plugin-names.ts';
import { projectOf } from './plugin-project.ts';
import { summaryOf, unreadableText, violationOf } from './plugin-report.ts';

/** `properties` of the plugin in cdk8s.yaml. */
export interface ValidationProperties {
  /** The Kubernetes minor that the app runs on: `"1.33"`; default: the configuration's, else the newest known. */
  readonly target?: string;
  /** What makes `cdk8s synth` fail; default: the configuration's, else `error`. The rest is shown all the same. */
  readonly failOn?: 'error' | 'warning' | 'info' | 'never';
  /** The project's configuration; default: the first `outrider.yaml` from the app's folder upwards. `false`: none. */
  readonly config?: string | false;
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
  readonly #properties: ValidationProperties;

  /** @throws RangeError if the target is no version that Outrider knows, or `failOn` no severity */
  constructor(properties: ValidationProperties = {}) {
    const { target = NEWEST_KUBERNETES, failOn = 'never' } = properties;
    if (![...SEVERITIES, 'never'].includes(failOn))
      throw new RangeError(`Unknown severity "${failOn}" in failOn`);
    parseKubernetesVersion(target);
    this.#properties = properties;
  }

  /**
   * Reports each finding with its object, container and place. What does not fail is left out where the report would
   * stand in front of manifests that go to a pipe.
   *
   * @throws RangeError if the project's configuration or baseline cannot be used
   */
  async validate({ manifests, report, stdout = false }: ValidationContext): Promise<void> {
    const core = await import('@outrider/core');
    const { target, failOn, config: file } = this.#properties;
    const { config, rules, baseline } = await projectOf(core, file);
    const release = releaseOf(
      parseKubernetesVersion(target ?? config.kubernetesVersion ?? NEWEST_KUBERNETES),
      config.featureGates,
    );
    const files = manifests.map((file) => ({ file, text: readFileSync(file, 'utf8') }));
    const options = { rules, settings: config.settings, today: today(process.env) };
    const analysis = core.applyConfig(core.analyze(files, release, options), config, {
      ...options,
      baseline,
    });
    const { findings, unreadable, workloads, others } = analysis;
    const names = new Names([...workloads.map(({ workload }) => workload.manifest), ...others]);
    const threshold = failOn ?? config.failOn ?? 'error';
    const failing = findings.filter(({ severity }) => atLeast(severity, threshold));
    for (const finding of stdout ? failing : findings) {
      const container = core.fingerprintOf(finding, names.valueOf(finding.source)).container;
      report.addViolation(violationOf(finding, container, names.nameOf(finding.source)));
    }
    for (const text of unreadable) report.addViolation(unreadableText(text));
    const failed = failing.length > 0 || unreadable.length > 0;
    report.submit(failed ? 'failure' : 'success', summaryOf(analysis, release));
  }
}

const atLeast = (severity: Severity, threshold: Severity | 'never'): boolean =>
  threshold !== 'never' && SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(threshold);

/** The day by UTC; `SOURCE_DATE_EPOCH` fixes it, as it does for builds. */
function today({ SOURCE_DATE_EPOCH: epoch = '' }: Readonly<Record<string, string | undefined>>): string {
  const isFixed = epoch !== '' && Number.isFinite(Number(epoch));
  return (isFixed ? new Date(Number(epoch) * 1000) : new Date()).toISOString().slice(0, 10);
}
