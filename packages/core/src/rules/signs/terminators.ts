import type { RoleContainer } from '../../workload/container-role.ts';
import { SIDECAR_TERMINATORS } from '../known/sidecar-terminators.ts';
import type { RuleContext } from '../rule.ts';
import { repositoryOf } from './image.ts';

/** A sign that something outside the Pod ends its sidecars. */
export interface FoundTerminator {
  readonly path: string;
  readonly product: string;
  /** `annotation lemonade.com/sidecars`. */
  readonly sign: string;
}

/** Of a Pod: its annotations, the variables of its containers, their images. */
export function terminatorsOf({ pod, containers }: RuleContext): readonly FoundTerminator[] {
  return [
    ...terminatorsIn(pod.metadata.annotations ?? {}, 'metadata.annotations'),
    ...containers.flatMap(ofContainer),
  ];
}

const signed = (sign: 'annotation' | 'environment' | 'image'): typeof SIDECAR_TERMINATORS =>
  SIDECAR_TERMINATORS.filter((terminator) => terminator.sign === sign);

export const terminatorsIn = (
  annotations: Readonly<Record<string, unknown>>,
  path: string,
): readonly FoundTerminator[] =>
  Object.keys(annotations).flatMap((key) =>
    signed('annotation')
      .filter(({ name }) => (name.endsWith('-') ? key.startsWith(name) : key === name))
      .map(({ product }) => ({ path: `${path}[${key}]`, product, sign: `annotation ${key}` })),
  );

const ofContainer = ({ container, path }: RoleContainer): readonly FoundTerminator[] => [
  ...signed('environment').flatMap(({ product, name }) =>
    (container.env ?? []).flatMap((one, index) =>
      one.name === name ? [{ path: `${path}.env[${index}]`, product, sign: `variable ${name}` }] : [],
    ),
  ),
  ...signed('image')
    .filter(({ name }) => repositoryOf(container.image ?? '').endsWith(`/${name}`))
    .map(({ product, name }) => ({ path: `${path}.image`, product, sign: `image ${name}` })),
];
