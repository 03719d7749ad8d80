import { KUBERNETES_VERSIONS, NEWEST_KUBERNETES } from '@outrider/core';
import { COMMANDS, type CommandName } from './commands/commands.ts';
import { COMMON, type FlagName, specOf } from './flags/flags.ts';

interface Teaching {
  /** What the command does, for whom. */
  readonly about: readonly string[];
  readonly examples: readonly (readonly [command: string, says: string])[];
  /** Where to go from here. */
  readonly next: readonly string[];
}

const TEACHING: Readonly<Record<CommandName, Teaching>> = {
  validate: {
    about: [
      'Says what the API server of a Kubernetes minor would answer to each object: refusals, warnings and',
      'fields it would drop, at their line and column; then what an expert on native sidecars would advise.',
      'Nothing leaves this machine and no cluster is needed.',
    ],
    examples: [
      ['outrider validate deploy/', 'every *.yaml, *.yml and *.json below deploy/'],
      ['helm template chart | outrider validate -', 'standard input'],
      ['outrider validate -k 1.29 pod.yaml', 'as a 1.29 cluster would see it'],
      ['outrider validate --from 1.33 --to 1.37 .', 'what an upgrade of the cluster changes'],
      ['outrider validate --against old.yaml new.yaml', 'would the server let old.yaml become new.yaml?'],
      ['outrider validate --fail-on warning -o text -o json=report.json .', 'for CI: two reports at once'],
    ],
    next: [
      'Exit codes: 0 nothing at --fail-on or above, 1 findings, 2 something could not be read.',
      'Then: "outrider simulate FILE" shows when each container starts, is ready and stops.',
    ],
  },
  resources: {
    about: [
      'Prints what the scheduler reserves for each Pod: native sidecars run beside the regular containers and',
      'are added to them, init containers count only where they reach higher. Spells out each sum, the QoS',
      'class, and what a tool computes that knows no sidecars.',
    ],
    examples: [
      ['outrider resources deploy/web.yaml', 'a table and the sums'],
      ['outrider resources -o json . | jq ".workloads[].total"', 'for scripts'],
      ['outrider resources --workload Deployment/web .', 'one workload of many'],
      ['outrider resources --node cpu=4,memory=16Gi --price cpu=0.04,memory=0.005 .', 'nodes and money'],
    ],
    next: ['Then: "outrider validate FILE" says whether the API server takes it.'],
  },
  simulate: {
    about: [
      "Plays what the kubelet does with each workload's Pod, event by event, and draws it: a lane a container, what",
      'it waits for, when it is ready, in which order everything stops, and what kubectl shows meanwhile. What the',
      'outside world does (how long things run, probes, deletions) is the scenario; the default one is printed.',
    ],
    examples: [
      ['outrider simulate deploy/web.yaml', 'the default scenario: everything works'],
      [
        'outrider simulate --init-scenario deploy/web.yaml > slow.yaml',
        'a scenario to edit, such as pod.deleteAt: 60s',
      ],
      ['outrider simulate --scenario slow.yaml deploy/web.yaml', 'and play it; spec.expect makes it a test'],
      ['outrider simulate --what-if deploy/web.yaml', 'crashes, slow stops, lost images: the worst first'],
      [
        'outrider simulate -o html=web.html -k 1.33 --kubelet-version 1.31 deploy/web.yaml',
        'a page; an older node',
      ],
    ],
    next: [
      'Exit codes: 0 played, 1 an expectation of the scenario is not met, 2 something could not be read.',
    ],
  },
  diff: {
    about: [
      'Compares two sets of manifests workload by workload, wherever their files are: effective requests, QoS',
      'class, start and stop order, time to stop, and findings that are new or gone. Names decide, never places:',
      'a container that becomes a native sidecar is the same container. Rules of its own judge the change.',
    ],
    examples: [
      ['outrider diff old/ new/', 'two directories (or files)'],
      ['outrider diff --git main..HEAD -- deploy/', 'two revisions, read from git without checking them out'],
      ['outrider diff -o html=diff.html old/ new/', 'a page with every workload and both timelines'],
      ['outrider diff --node cpu=4,memory=16Gi --price cpu=0.04,memory=0.005 old/ new/', 'nodes and money'],
      [
        'outrider diff -o markdown --fail-on error old/ new/',
        'for a pull request: exit 1 where an error is new',
      ],
    ],
    next: [
      'Exit codes: 0 done, 1 a new finding at --fail-on (default never) or above, 2 something could not be read.',
    ],
  },
  explain: {
    about: [
      'Reads Pods as "kubectl get pod -o yaml" prints them, and says of each what it waits for, why, and what happens',
      'next if that goes well or badly: by the decisions of the kubelet, with the numbers of their facts. What a',
      'status cannot tell is said to be unknown, with the command that shows it. Events of the same input are shown.',
      '("outrider validate --explain ID" is another thing: the facts behind a finding.)',
    ],
    examples: [
      ['kubectl get pod web-7d4b -o yaml | outrider explain -', 'one Pod'],
      [
        'kubectl get pods,events -n shop -o yaml | outrider explain -',
        'a namespace, with what the Events say',
      ],
      [
        'kubectl get pod web-7d4b -o yaml | outrider explain -k 1.33 --kubelet-version 1.31 -',
        'an older node',
      ],
      ['kubectl get pods -A -o yaml | outrider explain --quiet -', 'a line for each Pod of the cluster'],
      ['outrider explain --now 2026-11-25T03:12:09Z -o json pod.yaml', 'a Pod that was saved, at that time'],
    ],
    next: [
      'Exit codes: 0 explained, 1 a Pod at --fail-on or above (default never; warning: one that waits; error: one that',
      'is stuck or failed), 2 something could not be read or is no live Pod.',
      'Then: "outrider validate -" says whether the manifest is wise, "outrider simulate -" how it would go.',
    ],
  },
  migrate: {
    about: [
      'Moves helpers that run beside the app (proxies, agents, log shippers) from containers to initContainers with',
      'restartPolicy: Always, and prints that as a diff; comments and layout stay. What surely is a sidecar moves, and',
      'what is only likely one is named, with the flag that moves it. The result is analyzed again: what the API server',
      'would refuse, or what would break, stays as it was. Standard error says why, what follows, and what is left to do.',
    ],
    examples: [
      ['outrider migrate deploy/', 'what would change; nothing is written'],
      ['outrider migrate deploy/ | git apply', 'the same diff, made'],
      ['outrider migrate --write deploy/', 'change the files'],
      [
        'outrider migrate --container cloudsql --before migrate job.yaml',
        'name the sidecar and its place yourself',
      ],
      ['outrider migrate --check deploy/', 'for CI: exit 1 while a legacy sidecar is left that would move'],
    ],
    next: [
      'Exit codes: 0 done or nothing to do, 1 with --check where something would change, 2 something could not be read.',
      'Then: "outrider diff --git HEAD.. -- deploy/" or "outrider simulate FILE" shows what start and stop look like now.',
    ],
  },
  codegen: {
    about: [
      'Writes manifests as TypeScript: a cdk8s chart whose synth gives the same objects again. Pods are written with',
      'the builder of @outrider/cdk8s, a constant a sidecar; all else becomes an ApiObject. What the builder has no',
      'words for is in the code all the same (.raw(), ApiObject, JsonPatch), and named on standard error.',
    ],
    examples: [
      ['outrider codegen deploy/web.yaml > main.ts', 'the main.ts of a cdk8s app'],
      ['kubectl get deploy web -o yaml | outrider codegen - > main.ts', 'from a cluster'],
      ['outrider codegen --workload Job/nightly deploy/', 'one workload of many'],
      ['outrider codegen -k 1.33 -o text=main.ts deploy/', 'meant for Kubernetes 1.33, in a file'],
    ],
    next: [
      'Exit codes: 0 done, 2 something could not be read; what could be read is written all the same.',
      'Then: npm install @outrider/cdk8s cdk8s constructs, and "cdk8s synth" with app: npx tsx main.ts.',
    ],
  },
  krm: {
    about: [
      'Reads a ResourceList from standard input, as kustomize and kpt hand it to their functions, and writes it',
      'back with the findings of "outrider validate" as its results. Its functionConfig (a ConfigMap\'s data, or',
      'the spec of any kind) sets kubernetesVersion, featureGates, failOn, only and rules.',
    ],
    examples: [
      ['kpt fn eval --exec "outrider krm" -- kubernetesVersion=1.33', 'with kpt'],
      ['kustomize build --enable-alpha-plugins --enable-exec .', 'as a transformer in kustomization.yaml'],
    ],
    next: ['Exit codes: 0 nothing at failOn (default error) or above, 1 findings, 2 no ResourceList.'],
  },
  rules: {
    about: [
      'Lists the rules of "outrider validate": what experts on native sidecars look for. With an ID prints the',
      "rule's page: what it finds, why that hurts, what to do, and an example of each.",
    ],
    examples: [
      ['outrider rules', 'all of them'],
      ['outrider rules sidecar-missing-startup-probe', 'one page'],
    ],
    next: ['In "outrider validate", --rule ID=off|info|warning|error sets the level of one.'],
  },
};

export function topLevelHelp(): string {
  const width = Math.max(...Object.keys(COMMANDS).map((name) => name.length));
  const commands = Object.entries(COMMANDS).map(
    ([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`,
  );
  return [
    'outrider: Kubernetes Pods with native sidecars, understood before they run.',
    '',
    'Usage: outrider <command> PATH… [flags]',
    '       PATH is a file, a directory or "-" (standard input); YAML and JSON, Lists and many documents a file.',
    '',
    'Commands:',
    ...commands,
    '',
    'Start here:',
    '  outrider validate deploy/            would my cluster take this, and is it wise?',
    '  kubectl get pod POD -o yaml | outrider explain -    what does my Pod wait for?',
    '',
    `Knows Kubernetes ${KUBERNETES_VERSIONS[0]} to ${NEWEST_KUBERNETES}; -k 1.33 picks one. As "kubectl outrider" it is a kubectl plugin.`,
    '"outrider help COMMAND" or "outrider COMMAND --help" says more.',
    '',
  ].join('\n');
}

export function commandHelp(name: CommandName): string {
  const { arguments: args, flags, formats } = COMMANDS[name];
  const { about, examples, next } = TEACHING[name];
  return [
    `Usage: outrider ${name} ${args} [flags]`,
    '',
    ...about,
    '',
    'Examples:',
    ...examples.flatMap(([command, says]) => [`  # ${says}`, `  ${command}`]),
    '',
    'Flags:',
    ...flagLines([...flags, ...COMMON]),
    '',
    ...formatLines(formats),
    ...next,
    '',
  ].join('\n');
}

const formatLines = (formats: readonly string[]): readonly string[] =>
  formats.length === 0
    ? []
    : [`Formats of --output: ${formats.join(', ')}. May be repeated; FORMAT=FILE writes to a file.`];

function flagLines(names: readonly FlagName[]): readonly string[] {
  const rows = names.map((name) => {
    const { short, value, help, repeats } = specOf(name);
    const left = `${short === undefined ? '    ' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`;
    return [left, `${help}${repeats ? ' (repeatable)' : ''}`] as const;
  });
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, help]) => `  ${left.padEnd(width)}  ${help}`);
}
