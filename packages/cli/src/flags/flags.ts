/** What a flag is called, takes and means. The parser, the checks and the help all read this table. */
export interface FlagSpec {
  readonly short?: string;
  /** Name of its value in the help; a flag without one is a switch. */
  readonly value?: string;
  /** May be given more than once. */
  readonly repeats?: boolean;
  readonly choices?: readonly string[];
  readonly help: string;
}

export const FLAGS = {
  'kubernetes-version': {
    short: 'k',
    value: '1.33',
    help: "the cluster's version, of which the minor counts; default: the newest known",
  },
  'feature-gate': { value: 'Name=true|false', repeats: true, help: 'set a feature gate of the cluster' },
  output: { short: 'o', value: 'FORMAT[=FILE]', repeats: true, help: 'how to print; default: text' },
  'no-color': { help: 'no colours (so does NO_COLOR=1)' },
  quiet: { help: 'only what is necessary' },
  verbose: { help: 'say more of what was read and done, on standard error' },
  help: { short: 'h', help: 'this text' },
  version: { help: 'the version of outrider' },
  'fail-on': {
    value: 'SEVERITY',
    choices: ['error', 'warning', 'info', 'never'],
    help: 'exit with 1 from this severity on; default: error, of diff and explain never',
  },
  from: {
    value: '1.32',
    help: "the cluster's version today: what does an upgrade change for the server's verdict?",
  },
  to: { value: '1.37', help: 'and the version it will have; default: the newest known' },
  against: {
    value: 'OLD',
    help: 'the objects as they are stored (file or directory): the verdict of an update, not a create',
  },
  'against-server': {
    value: 'FILE',
    help: 'the objects as the cluster gives them back (kubectl get -o yaml): what was stripped or changed on the way',
  },
  subresource: {
    value: 'NAME',
    choices: ['resize', 'ephemeralcontainers'],
    help: 'with --against: the update goes through this sub-resource of Pods',
  },
  explain: {
    value: 'ID',
    help: 'print the facts behind a finding and stop: V-103, L-003, server/restart-policy',
  },
  only: { value: 'server|rules', choices: ['server', 'rules'], help: 'only one sort of findings' },
  rule: { value: 'ID=LEVEL', repeats: true, help: 'off, info, warning or error for one rule' },
  fix: { help: 'make the changes that are safe, in the files, and say what is left' },
  'dry-run': { help: 'with --fix: print the patch and change nothing' },
  suggestions: { help: 'with --fix: also the changes that need a look afterwards' },
  config: { value: 'FILE', help: 'the configuration; default: outrider.yaml here or in a folder above' },
  'no-config': { help: 'use no configuration' },
  mesh: {
    value: 'NAME',
    choices: ['istio', 'linkerd', 'kuma', 'none'],
    help: 'take Pods as this service mesh will inject them; default: as the configuration says, else none',
  },
  baseline: { value: 'FILE', help: 'pass over the findings that this file knows' },
  'write-baseline': { help: 'write all findings there are to the baseline: only new ones will show' },
  workload: { value: 'Kind/name', help: 'one workload of the input; default: all in turn' },
  scenario: { value: 'FILE', help: 'what to assume of the outside world; default: a plausible one, printed' },
  timing: {
    value: 'ideal|node',
    choices: ['ideal', 'node'],
    help: 'without the reaction times of a node, or with them, as ranges; default: ideal',
  },
  'what-if': {
    help: 'run the standard mishaps, one line each, worst first; and the budgets of start and stop',
  },
  'init-scenario': { help: 'print a scenario file for the workload, ready to edit, and stop' },
  'kubelet-version': { value: '1.32', help: "the node's minor version; default: the cluster's" },
  'kubelet-feature-gate': {
    value: 'Name=true|false',
    repeats: true,
    help: 'set a feature gate of the kubelet',
  },
  'node-memory': { value: '16Gi', help: 'memory of the node, for oomScoreAdj; default: 16Gi' },
  node: {
    value: 'cpu=4,memory=16Gi',
    help: 'allocatable of a node (pods=110 unless given): how many Pods fit, what runs out',
  },
  'daemon-sets': { value: 'cpu=1,memory=2Gi', help: "what the node's DaemonSets take of it" },
  price: {
    value: 'cpu=0.04,memory=0.005',
    help: 'price of a CPU-hour and a GiB-hour (or a JSON file with them): money a month',
  },
  consumers: { help: 'what kubectl, kubelet, autoscalers and cost tools believe (as --show tools)' },
  show: {
    value: 'PART',
    repeats: true,
    choices: ['cgroup', 'tools', 'cpus'],
    help: 'also cgroup values, what other tools believe, or exclusive CPUs',
  },
  live: { help: "count what the node reports of a resize in the Pod's status" },
  now: {
    value: 'TIME',
    help: 'what "ago" and "in" count from, such as 2026-11-25T03:12:09Z; default: the present',
  },
  ascii: { help: 'draw with ASCII characters only' },
  write: { help: 'change the files, instead of printing the diff' },
  check: { help: 'exit with 1 where something would change, for CI' },
  container: {
    value: 'NAME',
    repeats: true,
    help: 'move the containers of this name, and no others; default: those that surely are sidecars',
  },
  probable: { help: 'also move what is likely a sidecar, but not certain to be one' },
  before: {
    value: 'NAME',
    help: 'put them before this init container; default: behind all, unless one shows that it needs them',
  },
  git: { value: 'BASE..HEAD', help: 'compare two revisions of the repository instead of two paths' },
} as const satisfies Record<string, FlagSpec>;

export type FlagName = keyof typeof FLAGS;

/** Flags every command takes. */
export const COMMON: readonly FlagName[] = [
  'kubernetes-version',
  'feature-gate',
  'config',
  'no-config',
  'output',
  'no-color',
  'quiet',
  'verbose',
  'help',
  'version',
];

export const specOf = (name: FlagName): FlagSpec => FLAGS[name];
