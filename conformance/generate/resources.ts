import type { Random } from '../random.ts';
import { quantity } from './values.ts';

type Fields = Record<string, unknown>;

const NAMES = ['cpu', 'memory', 'cpu', 'memory', 'cpu', 'memory', 'ephemeral-storage'];
const RARE_NAMES = ['hugepages-2Mi', 'example.com/gpu'];
const ODD_NAMES = [
  'gpu',
  'Bad_Name/x',
  'storage',
  'pods',
  'kubernetes.io/x',
  'requests.cpu',
  'hugepages-',
  'hugepages-3Mi',
  'hugepages-1Gi',
  'a/b/c',
  '',
  'attachable-volumes-x',
  'requests.example.com/x',
  'a'.repeat(64),
];

const resourceName = (random: Random): string =>
  random.pick(random.chance(5) ? RARE_NAMES : NAMES, ODD_NAMES);

export function resourceList(random: Random): Fields {
  const made: Fields = {};
  for (const name of random.list(0, 3, () => resourceName(random))) made[name] = quantity(random, name);
  return made;
}

/** Limits that mostly hold the requests they belong to. */
function limitsFor(random: Random, requests: Fields): Fields {
  const wide: Fields = {
    cpu: '4',
    memory: '8Gi',
    'ephemeral-storage': '10Gi',
    'hugepages-2Mi': requests['hugepages-2Mi'],
  };
  const names = random.list(0, 3, () => random.pick(['cpu', 'memory', 'ephemeral-storage']));
  const made = Object.fromEntries(
    names.map((name) => [name, random.pick([wide[name]], [quantity(random, name)])]),
  );
  for (const name of Object.keys(requests))
    if (!(name in wide) || name.startsWith('hugepages')) made[name] = requests[name];
  return made;
}

export function resources(random: Random): Fields {
  const requests = random.maybe(80, () => resourceList(random));
  const limits = random.maybe(60, () =>
    random.pick([limitsFor(random, requests ?? {})], [resourceList(random)]),
  );
  return {
    requests,
    limits: random.chance(15) ? requests : limits,
    claims: random.rarely(() =>
      random.list(1, 2, () => ({ name: random.pick(['gpu', 'x', '']), request: random.rarely(() => 'r') })),
    ),
  };
}

export function podResources(random: Random): Fields {
  const list = (): Fields => ({
    cpu: random.maybe(70, () => random.pick(['10', '20', '8'], ['1', '100m'])),
    memory: random.maybe(70, () => random.pick(['8Gi', '20Gi'], ['256Mi', '1'])),
    'hugepages-2Mi': random.rarely(() => random.pick(['4Mi', '8Mi', '64Mi'])),
    ...random.rarely(() => ({ [random.pick(ODD_NAMES)]: '1' })),
  });
  const requests = random.maybe(70, list);
  return {
    requests,
    limits: random.chance(40)
      ? requests
      : random.maybe(50, () => ({ cpu: '40', memory: '40Gi', ...random.rarely(list) })),
    claims: random.rarely(() => [{ name: 'gpu' }]),
  };
}

export const resizePolicy = (random: Random): Fields[] =>
  random.list(1, 2, (index) => ({
    resourceName: random.pick([['cpu', 'memory'][index]], ['ephemeral-storage', '', 'cpu']),
    restartPolicy: random.pick(['NotRequired', 'RestartContainer'], ['x', '', undefined]),
  }));
