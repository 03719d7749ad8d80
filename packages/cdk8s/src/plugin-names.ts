import type { JsonObject, ManifestObject, Source } from '@outrider/core';

/** The objects of all manifests, by the names that cdk8s and people know them by. */
export class Names {
  readonly #objects: ReadonlyMap<string, JsonObject>;
  readonly #owners = new Map<string, Set<string>>();

  constructor(manifests: readonly ManifestObject[]) {
    this.#objects = new Map(manifests.map(({ source, value }) => [placeOf(source), value]));
    for (const { source } of manifests) {
      const owners = this.#owners.get(source.name) ?? new Set();
      this.#owners.set(source.name, owners.add(placeOf(source)));
    }
  }

  valueOf(source: Source): JsonObject {
    return this.#objects.get(placeOf(source)) ?? {};
  }

  /**
   * cdk8s knows constructs by the bare name of their object alone: where two have it, one of them would be blamed for
   * the other. `Kind/name` is a name that it does not know, and it blames nobody.
   */
  nameOf({ kind, name }: Source): string {
    return (this.#owners.get(name)?.size ?? 0) > 1 ? `${kind}/${name}` : name;
  }
}

const placeOf = ({ file, document, item }: Source): string => `${file} ${document} ${item ?? ''}`;
