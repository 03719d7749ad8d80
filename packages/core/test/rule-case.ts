import { parse } from 'yaml';
import { analyze } from '../src/analyze.ts';
import { diffAnalyses } from '../src/diff/diff-analyses.ts';
import { editManifests } from '../src/edit/edit-manifests.ts';
import type { LocatedFinding } from '../src/finding.ts';
import { type Release, releaseOf } from '../src/kubernetes/release.ts';
import { NEWEST_KUBERNETES, parseKubernetesVersion } from '../src/kubernetes/version.ts';
import { readManifests } from '../src/manifest/read-manifests.ts';
import { objectFindings } from '../src/object-findings.ts';
import type { Rule } from '../src/rules/rule.ts';
import type { Settings } from '../src/rules/settings.ts';

/** What the comments at the top of a case ask for: `# -k 1.29 1.33` and `# settings: { cpuManagerPolicy: static }`. */
export interface CaseHeader {
  readonly versions: readonly string[];
  readonly settings: Partial<Settings>;
}

export function headerOf(text: string): CaseHeader {
  const [comments = ''] = /^(?:#.*\n)*/.exec(text) ?? [];
  const versions = /^# -k (.*)$/m
    .exec(comments)?.[1]
    ?.trim()
    .split(/[\s,]+/);
  const settings = /^# settings: (.*)$/m.exec(comments)?.[1];
  return {
    versions: versions ?? [NEWEST_KUBERNETES],
    settings: settings === undefined ? {} : (parse(settings) as Partial<Settings>),
  };
}

/** What some rules say of a text, a block a finding; of several versions those that say the same stand together. */
export function said(rules: readonly Rule[], text: string): string {
  const { versions, settings } = headerOf(text);
  const outs = versions.map((version) => printed(findingsAt(version, rules, text, settings)));
  if (versions.length === 1) return outs[0] ?? '';
  return [...new Set(outs)]
    .filter((out) => out !== '')
    .map((out) => `at ${versions.filter((_, index) => outs[index] === out).join(', ')}:\n${out}`)
    .join('\n');
}

/** Each finding with edits: what makes of it who makes them. Empty where the fix does what it says. */
export function faultyFixes(rule: Rule, text: string): readonly string[] {
  const { versions, settings } = headerOf(text);
  return versions.flatMap((version) => {
    const findings = findingsAt(version, [rule], text, settings);
    return findings.flatMap((finding) => {
      if (finding.fix?.edits === undefined) return [];
      const sides = sidesOf(text);
      const edited = editManifests(sides?.head ?? text, finding.source, finding.fix.edits);
      if ('refused' in edited) return [`${finding.message}: ${edited.refused}`];
      const result = { text: (sides?.base ?? '') + edited.text.replace(/^\n+(?=---)/, '') };
      const left = findingsAt(version, [rule], result.text, settings);
      const refusals = (one: string): number => serverErrors(version, one);
      if (refusals(result.text) > refusals(text))
        return [`${finding.message}: the server refuses the result`];
      return left.length < findings.length ? [] : [`${finding.message}: it is still there`];
    });
  });
}

function serverErrors(version: string, text: string): number {
  const release = releaseOf(parseKubernetesVersion(version));
  const { objects } = readManifests('manifest.yaml', text);
  return objectFindings(objects, release, { rules: [] }).filter(({ origin }) => origin === 'server').length;
}

/** A case of a change: what stands before this is the base, the rest is the head. */
const HEAD = /^---\n# head\n/m;

/** Both sides; lines of the head keep their numbers. */
function sidesOf(text: string): { readonly base: string; readonly head: string } | undefined {
  const at = HEAD.exec(text)?.index;
  if (at === undefined) return undefined;
  const base = text.slice(0, at);
  return { base, head: base.replace(/[^\n]+/g, '') + text.slice(at) };
}

function findingsAt(
  version: string,
  rules: readonly Rule[],
  text: string,
  settings: Partial<Settings>,
): readonly LocatedFinding[] {
  const release = releaseOf(parseKubernetesVersion(version));
  const sides = sidesOf(text);
  if (sides !== undefined) return changeFindingsAt(release, rules, sides, settings);
  const { objects } = readManifests('manifest.yaml', text);
  return objectFindings(objects, release, { rules, settings }).filter(({ origin }) => origin === 'rule');
}

function changeFindingsAt(
  release: Release,
  rules: readonly Rule[],
  { base, head }: { readonly base: string; readonly head: string },
  settings: Partial<Settings>,
): readonly LocatedFinding[] {
  const analysisOf = (text: string) => analyze([{ file: 'manifest.yaml', text }], release, { rules: [] });
  const { workloads } = diffAnalyses(analysisOf(base), analysisOf(head), { rules, settings });
  return workloads.flatMap(({ findings }) => findings.added).filter(({ origin }) => origin === 'rule');
}

const printed = (findings: readonly LocatedFinding[]): string =>
  findings
    .map(({ line, column, severity, path, message, fix }) =>
      [
        `${line}:${column} ${severity} ${path}`,
        `  ${message}`,
        ...(fix === undefined ? [] : [`  fix: ${fix.description}`]),
        '',
      ].join('\n'),
    )
    .join('');
