import type { FlagName } from '../flags/flags.ts';
import type { ParsedFlags } from '../flags/parse-flags.ts';
import type { Io } from '../io.ts';

/** Runs one command and gives its exit code: 0, 1 or 2. */
export type RunCommand = (flags: ParsedFlags, io: Io) => Promise<number>;

export interface Command {
  readonly summary: string;
  readonly arguments: string;
  /** Besides the common ones. */
  readonly flags: readonly FlagName[];
  readonly formats: readonly string[];
  /** Each command is its own chunk, loaded when it is asked for: `--version` stays quick. */
  readonly load: () => Promise<RunCommand>;
}

export const COMMANDS = {
  validate: {
    summary: 'what the API server would say, and what an expert would',
    arguments: 'PATH…',
    flags: [
      'fail-on',
      'only',
      'rule',
      'mesh',
      'baseline',
      'write-baseline',
      'fix',
      'dry-run',
      'suggestions',
      'against',
      'against-server',
      'subresource',
      'from',
      'to',
      'explain',
    ],
    formats: ['text', 'json', 'sarif', 'junit', 'github', 'gitlab', 'markdown'],
    load: async () => (await import('./validate.ts')).validate,
  },
  resources: {
    summary: 'effective requests and limits of each Pod, QoS class, and why',
    arguments: 'PATH…',
    flags: ['workload', 'mesh', 'node-memory', 'node', 'daemon-sets', 'price', 'consumers', 'show', 'live'],
    formats: ['text', 'json', 'markdown'],
    load: async () => (await import('./resources.ts')).resources,
  },
  simulate: {
    summary: 'the life of a Pod as a picture: what starts, is ready and stops when',
    arguments: 'PATH…',
    flags: [
      'workload',
      'mesh',
      'scenario',
      'what-if',
      'init-scenario',
      'timing',
      'kubelet-version',
      'kubelet-feature-gate',
      'ascii',
    ],
    formats: ['text', 'json', 'svg', 'html', 'mermaid', 'markdown'],
    load: async () => (await import('./simulate.ts')).simulate,
  },
  diff: {
    summary: 'what a change of manifests changes for the Pods',
    arguments: 'BASE HEAD',
    flags: [
      'git',
      'workload',
      'fail-on',
      'only',
      'rule',
      'node',
      'daemon-sets',
      'node-memory',
      'price',
      'mesh',
      'ascii',
    ],
    formats: ['text', 'json', 'markdown', 'html'],
    load: async () => (await import('./diff.ts')).diff,
  },
  explain: {
    summary: 'a live Pod: what it waits for, why, and what happens next',
    arguments: 'PATH…',
    flags: ['fail-on', 'now', 'kubelet-version', 'kubelet-feature-gate', 'ascii'],
    formats: ['text', 'json', 'markdown'],
    load: async () => (await import('./explain.ts')).explain,
  },
  migrate: {
    summary: 'legacy sidecars to native ones, as a diff or in the files',
    arguments: 'PATH…',
    flags: ['write', 'check', 'workload', 'container', 'probable', 'before'],
    formats: ['text', 'json'],
    load: async () => (await import('./migrate.ts')).migrate,
  },
  codegen: {
    summary: 'manifests as TypeScript for @outrider/cdk8s',
    arguments: 'FILE…',
    flags: ['workload'],
    formats: ['text', 'json'],
    load: async () => (await import('./codegen.ts')).codegen,
  },
  rules: {
    summary: 'the catalogue of advice, or one rule with its reasons',
    arguments: '[ID]',
    flags: [],
    formats: ['text', 'json'],
    load: async () => (await import('./rules.ts')).rules,
  },
  krm: {
    summary: 'validate as a KRM function, for kustomize and kpt',
    arguments: '< RESOURCELIST',
    flags: [],
    formats: [],
    load: async () => (await import('./krm.ts')).krm,
  },
} as const satisfies Record<string, Command>;

export type CommandName = keyof typeof COMMANDS;

export const isCommandName = (name: string): name is CommandName => Object.hasOwn(COMMANDS, name);
