import { isJsonObject, listAt, textAt } from '../../json.ts';
import type { Container } from '../../kubernetes/api-types.gen.ts';
import { groupOf } from '../input/rule-input.ts';
import type { ObjectContext } from '../rule.ts';
import { helperOf } from '../signs/helper.ts';
import type { Legacy } from './rule.ts';

/** Where a SparkApplication has containers that run beside the driver or the executor. */
const PLACES = [
  ['spec', 'driver', 'sidecars'],
  ['spec', 'executor', 'sidecars'],
  ['spec', 'template', 'driver', 'sidecars'],
  ['spec', 'template', 'executor', 'sidecars'],
] as const;

/** `sidecars` of a SparkApplication become regular containers beside Spark's own. */
export function sparkSidecars({ object }: ObjectContext): readonly Legacy[] {
  if (groupOf(object.source.apiVersion) !== 'sparkoperator.k8s.io') return [];
  return PLACES.flatMap((place) =>
    listAt(object.value, ...place).flatMap((value, index): readonly Legacy[] => {
      const container = isJsonObject(value) ? containerOf(value) : undefined;
      const helper = container && helperOf(container);
      if (container === undefined || helper === undefined) return [];
      const part = place.at(-2) ?? '';
      const name = container.name ?? '';
      return [
        {
          path: `${place.join('.')}[${index}]`,
          severity: 'warning',
          container: name,
          helper,
          waits: { waiter: `the Pod of the ${part}`, isCertain: false },
          endedBy: undefined,
          consequence: '',
          fix: {
            description: `Move "${name}" to ${place.slice(0, -1).join('.')}.initContainers with restartPolicy: Always, if the operator keeps that field`,
          },
        },
      ];
    }),
  );
}

/** The parts of a container that tell a helper. */
function containerOf(value: Parameters<typeof textAt>[0]): Container {
  const name = textAt(value, 'name');
  const image = textAt(value, 'image');
  const words = (key: string): string[] =>
    listAt(value, key).filter((word): word is string => typeof word === 'string');
  const [command, args] = [words('command'), words('args')];
  return {
    ...(name !== undefined && { name }),
    ...(image !== undefined && { image }),
    ...(command.length > 0 && { command }),
    ...(args.length > 0 && { args }),
  };
}
