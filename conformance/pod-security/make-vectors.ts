/**
 * Asks each minor's `k8s.io/pod-security-admission` about its own fixtures and about random Pods, and writes the answers:
 * `node conformance/pod-security/make-vectors.ts > out.jsonl`
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readManifests } from '../../packages/core/src/manifest/read-manifests.ts';
import { programOf } from '../oracle.ts';
import { randomFrom } from '../random.ts';
import { MINORS } from '../versions.ts';
import { randomPod } from './random-pod.ts';

interface Offence {
  readonly reason: string;
  readonly detail: string;
}

interface Question {
  readonly pod: unknown;
  readonly level: string;
  readonly version: string;
  readonly relax?: true;
}

function fixtures(): unknown[] {
  const args = [
    'list',
    '-m',
    '-mod=mod',
    '-modfile=1.36/go.mod',
    '-f',
    '{{.Dir}}',
    'k8s.io/pod-security-admission',
  ];
  const folder = execFileSync('go', args, { cwd: join(import.meta.dirname, '..'), encoding: 'utf8' }).trim();
  const cwd = join(folder, 'test', 'testdata');
  const texts = globSync('**/*.yaml', { cwd }).map((file) => readFileSync(join(cwd, file), 'utf8'));
  const pods = texts.flatMap((text) => readManifests('fixture.yaml', text).objects.map(({ value }) => value));
  return [
    ...new Map(
      pods.map((pod) => [
        JSON.stringify({ ...pod, metadata: { ...(pod['metadata'] as object), name: '' } }),
        pod,
      ]),
    ).values(),
  ];
}

const VERSIONS = ['latest', 'v1.0', 'v1.18', 'v1.21', 'v1.24', 'v1.28', 'v1.30', 'v1.33', 'v1.35', 'v1.99'];
const LEVELS = ['baseline', 'restricted'];

function questions(): Question[] {
  const random = randomFrom(11);
  const ofFixtures = fixtures().flatMap((pod) =>
    LEVELS.map((level): Question => ({ pod, level, version: random.pick(VERSIONS) })),
  );
  const ofChance = Array.from({ length: 1500 }, (_, index): Question => {
    const asked = {
      pod: randomPod(randomFrom(index)),
      level: random.pick(LEVELS),
      version: random.pick(VERSIONS),
    };
    return random.chance(15) ? { ...asked, relax: true } : asked;
  });
  return [...ofFixtures, ...ofChance];
}

function ask(minor: string, asked: readonly Question[], relax: boolean): Offence[][] {
  const input = asked.map((question) => JSON.stringify(question)).join('\n');
  const program = programOf('pod-security', minor);
  const { status, stdout, stderr } = spawnSync(program, [`-relax=${relax}`], {
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(`${minor}: ${stderr}`);
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

const asked = questions();
const answers = MINORS.map((minor) => ({
  minor,
  plain: ask(minor, asked, false),
  relaxed: ask(minor, asked, true),
}));
for (const [index, question] of asked.entries()) {
  const said = new Map<string, string[]>();
  for (const { minor, plain, relaxed } of answers) {
    const answer = JSON.stringify((question.relax ? relaxed : plain)[index]);
    said.set(answer, [...(said.get(answer) ?? []), minor]);
  }
  const verdicts = [...said].map(([offences, versions]) => ({ versions, offences: JSON.parse(offences) }));
  console.log(JSON.stringify({ ...question, verdicts }));
}
