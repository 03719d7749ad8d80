/** Seeded random Pods with sidecars, and what their containers do: `life(seed)`. */
import { type Random, randomFrom } from '../random.ts';

export interface Life {
  readonly pod: { readonly spec: LifeSpec };
  /** In the form of the kubelet program: milliseconds, what never comes is left out. */
  readonly script: Script;
}

export interface LifeSpec {
  readonly restartPolicy: string;
  readonly terminationGracePeriodSeconds: number;
  readonly activeDeadlineSeconds?: number;
  readonly initContainers: readonly LifeContainer[];
  readonly containers: readonly LifeContainer[];
}

interface Rule {
  readonly action: string;
  readonly exitCodes: { readonly operator: string; readonly values: readonly number[] };
}

export interface LifeContainer {
  readonly name: string;
  readonly image: string;
  readonly restartPolicy?: string;
  readonly restartPolicyRules?: readonly Rule[];
  readonly lifecycle?: object;
  readonly startupProbe?: object;
  readonly readinessProbe?: object;
  readonly livenessProbe?: object;
}

interface Hook {
  readonly takes: number;
  readonly exitCode: number;
}

interface Probe {
  readonly succeedsAfter?: number;
  readonly fails: readonly { readonly from: number; readonly to?: number }[];
}

export interface ScriptRun {
  readonly pull: number;
  readonly pullFails?: boolean;
  readonly for?: number;
  readonly exitCode: number;
  readonly postStart: Hook;
  readonly preStop: Hook;
  readonly probes: Readonly<Record<'startup' | 'readiness' | 'liveness', Probe>>;
  readonly onSigterm?: { readonly exitsAfter: number; readonly exitCode: number };
}

export interface Script {
  readonly containers: Readonly<Record<string, readonly ScriptRun[]>>;
  readonly deleteAt?: number;
  readonly gracePeriodSeconds?: number;
  readonly sandboxLostAt?: number;
}

/** What a minor's kubelet and API server accept. */
export interface Abilities {
  readonly sleep: boolean;
  readonly rules: boolean;
  readonly restartAll: boolean;
}

export function life(seed: number, abilities: Abilities): Life {
  const random = randomFrom(seed);
  const restartPolicy = random.pick(['Always', 'OnFailure', 'Never']);
  const make = { random, abilities, restartPolicy };
  const init = random.list(0, 3, (index) =>
    random.chance(65) ? sidecar(make, `s${index}`) : initContainer(make, `i${index}`),
  );
  const regular = random.list(1, 2, (index) => regularContainer(make, index === 0 ? 'a' : 'b'));
  const all = [...init, ...regular].map(({ container, runs }) => ({
    container,
    runs: random.chance(4) ? runs.map((one) => ({ ...one, pullFails: true })) : runs,
  }));
  const deleteAt = random.maybe(55, () => 4_000 + 1_000 * random.below(50) + 300);
  const lostAt = random.maybe(8, () => 8_000 + 1_000 * random.below(30) + 700);
  const deadline = random.maybe(6, () => 10 + random.below(30));
  const grace = deleteAt === undefined ? undefined : random.maybe(25, () => random.pick([0, 1, 1, 2, 5]));
  return {
    pod: {
      spec: {
        restartPolicy,
        terminationGracePeriodSeconds: random.pick([30, 30, 10, 10, 5, 3, 1, 0]),
        ...(deadline !== undefined && { activeDeadlineSeconds: deadline }),
        initContainers: init.map(({ container }) => container),
        containers: regular.map(({ container }) => container),
      },
    },
    script: {
      containers: Object.fromEntries(all.map(({ container, runs }) => [container.name, runs])),
      ...(deleteAt !== undefined && { deleteAt }),
      ...(grace !== undefined && { gracePeriodSeconds: grace }),
      ...(lostAt !== undefined && { sandboxLostAt: lostAt }),
    },
  };
}

interface Making {
  readonly random: Random;
  readonly abilities: Abilities;
  readonly restartPolicy: string;
}

interface Made {
  readonly container: LifeContainer;
  readonly runs: readonly ScriptRun[];
}

/** Times that no sum of others meets by chance, and that a second more or less does not reorder. */
const seconds = (random: Random, most: number): number =>
  1_000 * (2 + random.below(most)) + 100 * random.below(10);

function sidecar(make: Making, name: string): Made {
  const { random } = make;
  const fields = { ...probes(random), ...hooks(make) };
  const crashes = random.chance(45);
  const runs = crashes
    ? random.list(1, 3, () =>
        run(random, { for: seconds(random, 20), exitCode: random.pick([1, 1, 0, 137]) }),
      )
    : [];
  const last = crashes && random.chance(50) ? [] : [run(random, {})];
  const rules = make.abilities.restartAll && random.chance(15) ? { restartPolicyRules: [restartAll] } : {};
  return {
    container: { name, image: name, restartPolicy: 'Always', ...fields, ...rules },
    runs: rules.restartPolicyRules ? [...withCode(runs, 88), run(random, {})] : [...runs, ...last],
  };
}

const restartAll: Rule = { action: 'RestartAllContainers', exitCodes: { operator: 'In', values: [88] } };

const withCode = (runs: readonly ScriptRun[], exitCode: number): readonly ScriptRun[] =>
  runs.map((one) => ({ ...one, exitCode }));

function initContainer(make: Making, name: string): Made {
  const { random } = make;
  const fails = random.chance(25)
    ? random.list(1, 2, () => run(random, { for: seconds(random, 8), exitCode: random.pick([1, 42]) }))
    : [];
  const own = make.abilities.rules
    ? random.maybe(20, () => ownPolicy(random, ['Never', 'OnFailure']))
    : undefined;
  return {
    container: { name, image: name, ...own },
    runs: [...fails, run(random, { for: seconds(random, 6), exitCode: 0 })],
  };
}

function ownPolicy(random: Random, policies: readonly string[]): Partial<LifeContainer> {
  const exitCodes = { operator: random.pick(['In', 'NotIn']), values: random.pick([[42], [1], [42, 143]]) };
  return {
    restartPolicy: random.pick(policies),
    ...(random.chance(70) && { restartPolicyRules: [{ action: 'Restart', exitCodes }] }),
  };
}

function regularContainer(make: Making, name: string): Made {
  const { random } = make;
  const fields = { ...(random.chance(40) ? probes(random) : {}), ...hooks(make) };
  const ends = make.restartPolicy === 'Always' ? random.chance(35) : random.chance(80);
  const runs = ends
    ? random.list(1, 3, () => run(random, { for: seconds(random, 25), exitCode: random.pick([0, 0, 1, 42]) }))
    : [run(random, {})];
  const all =
    make.abilities.restartAll && random.chance(10)
      ? { restartPolicy: 'Never', restartPolicyRules: [restartAll] }
      : undefined;
  const own = make.abilities.rules
    ? random.maybe(25, () => ownPolicy(random, ['Never', 'OnFailure', 'Always']))
    : undefined;
  return {
    container: { name, image: name, ...fields, ...(all ?? own) },
    runs: all === undefined ? runs : [...withCode(runs, 88), run(random, {})],
  };
}

function hooks({ random, abilities }: Making): { lifecycle?: object } {
  const hook = (name: string): object =>
    abilities.sleep && random.chance(40)
      ? { sleep: { seconds: 1 + random.below(6) } }
      : { exec: { command: [name] } };
  const postStart = random.maybe(15, () => hook('postStart'));
  const preStop = random.maybe(35, () => hook('preStop'));
  const lifecycle = { ...(postStart && { postStart }), ...(preStop && { preStop }) };
  return Object.keys(lifecycle).length > 0 ? { lifecycle } : {};
}

function probes(random: Random): Partial<LifeContainer> {
  const probe = (type: string): object => ({
    exec: { command: ['probe', type] },
    periodSeconds: 2 + random.below(6),
    failureThreshold: 1 + random.below(3),
    ...(random.chance(4) && { initialDelaySeconds: 1 + random.below(5) }),
    ...(type !== 'readiness' && random.chance(25) && { terminationGracePeriodSeconds: 2 + random.below(6) }),
  });
  return {
    ...random.maybe(35, () => ({ startupProbe: probe('startup') })),
    ...random.maybe(30, () => ({ readinessProbe: probe('readiness') })),
    ...random.maybe(30, () => ({ livenessProbe: probe('liveness') })),
  };
}

function run(random: Random, end: { readonly for?: number; readonly exitCode?: number }): ScriptRun {
  const script = (most: number): Probe => ({
    ...(random.chance(90) && { succeedsAfter: random.chance(50) ? 0 : seconds(random, most) }),
    fails: random.list(0, 1, () => {
      const from = seconds(random, 30);
      return { from, ...(random.chance(60) && { to: from + seconds(random, 15) }) };
    }),
  });
  const ignored = random.chance(20);
  return {
    pull: random.chance(8) ? 1_500 + 1_000 * random.below(4) : 0,
    ...(end.for !== undefined && { for: end.for }),
    exitCode: end.exitCode ?? 0,
    postStart: { takes: random.chance(60) ? seconds(random, 6) : 0, exitCode: random.pick([0, 0, 0, 1]) },
    preStop: { takes: random.chance(70) ? seconds(random, 8) : 0, exitCode: random.pick([0, 0, 0, 1]) },
    probes: { startup: script(6), readiness: script(6), liveness: { ...script(4), succeedsAfter: 0 } },
    ...(!ignored && {
      onSigterm: {
        exitsAfter: random.chance(60) ? 400 + 700 * random.below(9) : 0,
        exitCode: random.pick([0, 0, 143, 1]),
      },
    }),
  };
}
