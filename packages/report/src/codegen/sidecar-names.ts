import type { Code } from './code.ts';
import { type Names, wish } from './identifiers.ts';

/** The constants of a module's sidecars: what is the same in several Pods is written once. */
export class SidecarNames {
  readonly #names: Names;
  readonly #byCode = new Map<string, string>();
  readonly #constants: { readonly name: string; readonly code: Code }[] = [];

  constructor(names: Names) {
    this.#names = names;
  }

  /** In the order of their first use. */
  get constants(): readonly { readonly name: string; readonly code: Code }[] {
    return this.#constants;
  }

  nameOf(workload: string, container: string, code: Code): string {
    const key = JSON.stringify(code);
    const known = this.#byCode.get(key);
    if (known !== undefined) return known;
    const name = this.#names.take(
      wish(container, 'sidecar'),
      wish(`${workload}-${container}`, 'sidecar'),
      wish(`${container}-sidecar`, 'sidecar'),
    );
    this.#byCode.set(key, name);
    this.#constants.push({ name, code });
    return name;
  }
}
