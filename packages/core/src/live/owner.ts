import type { ObjectMeta } from '../kubernetes/api-types.gen.ts';

export interface Owner {
  readonly kind: string;
  /** `Job/nightly`. */
  readonly text: string;
}

/** The controller that made the Pod; `null` for one that nobody would make again. */
export function ownerOf({ ownerReferences = [] }: ObjectMeta): Owner | null {
  const owner = ownerReferences.find(({ controller }) => controller === true);
  if (owner === undefined) return null;
  const { kind = '', name = '' } = owner;
  return { kind, text: `${kind}/${name}` };
}
