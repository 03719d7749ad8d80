import type { ManifestObject } from '../../manifest/manifest.ts';
import type { RoleContainer } from '../../workload/container-role.ts';
import { configTextsOf } from '../input/config-maps.ts';
import { DEFAULT_DRAINS, DRAIN_SETTINGS, type DrainPlace, type DrainSetting } from '../known/drains.ts';
import { productOf } from '../known/products.ts';
import type { RuleContext } from '../rule.ts';
import { placedFlag, placedVariable } from './flags.ts';
import { secondsOf } from './seconds.ts';
import { environmentWithPlaces } from './texts.ts';

export type PodSeen = Pick<RuleContext, 'workload' | 'input' | 'pod'>;

/** A setting of a container's drain, found. */
export interface FoundDrain {
  /** As it is written: `--max-sigterm-delay`. */
  readonly name: string;
  readonly seconds: number;
  readonly atMost: boolean;
  /** In the Pod, or in the object `on`. */
  readonly path: string;
  readonly on?: ManifestObject;
}

/** What the manifest says of it. Two settings of one container add up. */
function drainsOf(seen: PodSeen, entry: RoleContainer): readonly FoundDrain[] {
  const product = productOf(entry.container)?.id;
  return DRAIN_SETTINGS.filter((setting) => setting.product === product).flatMap((setting) => {
    const { atMost, unit } = setting;
    const found = placesOf(seen, entry, setting).flatMap(({ text, ...place }) => {
      const seconds = secondsOf(text, unit);
      return seconds === undefined ? [] : [{ name: nameOf(setting), seconds, atMost, ...place }];
    });
    return found.slice(0, 1);
  });
}

export interface Drain {
  readonly seconds: number;
  /** It ends earlier once nothing is open any more. */
  readonly atMost: boolean;
  /** What says so; empty where the product does it by default. */
  readonly settings: readonly FoundDrain[];
}

/** How long a container goes on after SIGTERM: as its settings say, else as its product does by default. */
export function drainOf(seen: PodSeen, entry: RoleContainer): Drain | undefined {
  const settings = drainsOf(seen, entry);
  const product = productOf(entry.container)?.id;
  const usual = DEFAULT_DRAINS.find((one) => one.product === product);
  if (settings.length === 0) return usual && { seconds: usual.seconds, atMost: usual.atMost, settings };
  return {
    seconds: settings.reduce((sum, { seconds }) => sum + seconds, 0),
    atMost: settings.some(({ atMost }) => atMost),
    settings,
  };
}

const nameOf = ({ at }: DrainSetting): string =>
  'flag' in at ? `--${at.flag}` : 'variable' in at ? at.variable : at.key;

interface Placed {
  readonly text: string;
  readonly path: string;
  readonly on?: ManifestObject;
}

/** Values of a setting, with their places. */
function placesOf(seen: PodSeen, entry: RoleContainer, { at }: DrainSetting): readonly Placed[] {
  if ('key' in at) {
    return at.in
      .flatMap((place) => textsIn(place, seen, entry))
      .flatMap(({ text, ...place }) => {
        const value = valueOfKey(text, at.key);
        return value === undefined ? [] : [{ text: value, ...place }];
      });
  }
  const { container, path } = entry;
  const placed = 'flag' in at ? placedFlag(container, at.flag) : placedVariable(container, at.variable);
  return placed === undefined ? [] : [{ text: placed.text, path: `${path}.${placed.path}` }];
}

function textsIn(place: DrainPlace, seen: PodSeen, { container, path }: RoleContainer): readonly Placed[] {
  switch (place) {
    case 'variables':
      return environmentWithPlaces(container).map((one) => ({ text: one.text, path: `${path}.${one.path}` }));
    case 'annotations':
      return Object.entries(seen.pod.metadata.annotations ?? {}).map(([key, text]) => ({
        text,
        path: `metadata.annotations[${key}]`,
      }));
    case 'files':
      return configTextsOf(seen, container).map((one) => ({
        text: one.text,
        path: one.path,
        on: one.object,
      }));
  }
}

/** Longer than the configuration that people write. */
const LONGEST_FILE = 65_536;

/** The value of a key in YAML, in JSON, or behind blanks, as Fluent Bit has it: `grace: 5`, `"grace":5`, `Grace 5`. */
function valueOfKey(text: string, key: string): string | undefined {
  if (text.length > LONGEST_FILE) return undefined;
  const pattern = new RegExp(`(?:^|[\\s{,"])${key}"?[ \\t]{0,80}[: \\t][ \\t]{0,80}"?([\\w.]+)`, 'im');
  return pattern.exec(text)?.[1];
}
