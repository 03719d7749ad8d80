export {
  type CodegenModule,
  type CodegenOptions,
  type CodegenSource,
  codegenModule,
} from './codegen/module-code.ts';
export type { Fallback, NotExpressed } from './codegen/notes.ts';
export type { Aim } from './codegen/pod-code.ts';
export { type CodegenFile, type CodegenReport, codegenJson } from './codegen-json.ts';
export { codegenNotes } from './codegen-notes.ts';
export { isQuiet } from './diff/headline.ts';
export { diffHtml } from './diff-html.ts';
export { diffJson } from './diff-json.ts';
export { type DiffMarkdownOptions, diffMarkdown } from './diff-markdown.ts';
export { type DiffTextOptions, diffText } from './diff-text.ts';
export { html } from './escape/html.ts';
export { markdown, markdownCode, markdownFence } from './escape/markdown.ts';
export { markdownProse } from './escape/prose.ts';
export { visible } from './escape/visible.ts';
export type { ExplainReport } from './explain/explain-report.ts';
export { explainJson } from './explain-json.ts';
export { explainMarkdown } from './explain-markdown.ts';
export { type ExplainTextOptions, explainText } from './explain-text.ts';
export { type Explanation, explanationJson, explanationText } from './explanation.ts';
export { type FixReport, fixJson, fixText, type LeftFix } from './fix-report.ts';
export { injectedText } from './injected.ts';
export { type MigrateReport, migrateJson } from './migrate-json.ts';
export { type MigrateTextOptions, migrateText } from './migrate-text.ts';
export { type Outline, outlineText } from './outline-text.ts';
export { plural } from './plural.ts';
export { resourcesJson } from './resources-json.ts';
export { resourcesMarkdown } from './resources-markdown.ts';
export { resourcesText } from './resources-text.ts';
export { type RuleEntry, rulesJson } from './rules-json.ts';
export { rulesText, ruleText } from './rules-text.ts';
export { scenarioWords } from './scenario-words.ts';
export type { Simulation } from './simulate.ts';
export { simulateHtml } from './simulate-html.ts';
export { simulateJson } from './simulate-json.ts';
export { simulateMarkdown } from './simulate-markdown.ts';
export { simulateMermaid } from './simulate-mermaid.ts';
export { simulateSvg } from './simulate-svg.ts';
export { type SimulateTextOptions, simulateText } from './simulate-text.ts';
export { ansi, type Paint, plain, type Tone } from './terminal/paint.ts';
export type { TextOptions } from './text-options.ts';
export { type Upgrade, type UpgradeReport, upgradeJson, upgradeText } from './upgrade.ts';
export { validateGithub } from './validate-github.ts';
export { validateGitlab } from './validate-gitlab.ts';
export { findingJson, validateJson } from './validate-json.ts';
export { validateJunit } from './validate-junit.ts';
export { validateMarkdown } from './validate-markdown.ts';
export { validateSarif } from './validate-sarif.ts';
export { type ValidateTextOptions, validateText } from './validate-text.ts';
export { type WhatIfReport, whatIfJson, whatIfText } from './what-if-text.ts';
