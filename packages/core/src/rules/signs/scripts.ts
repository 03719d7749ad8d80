import type { ManifestObject } from '../../manifest/manifest.ts';
import type { RoleContainer } from '../../workload/container-role.ts';
import { configTextsOf } from '../input/config-maps.ts';
import type { Seen } from '../input/rule-input.ts';
import { commandLine } from './command-line.ts';
import { hooksOf } from './hooks.ts';
import { once } from './once.ts';
import { wordsWithPlaces } from './texts.ts';

/** Something that a container runs. */
export interface Script {
  readonly from: 'command' | 'postStart' | 'preStop' | 'configMap';
  /** In the Pod, or in the object `on`. */
  readonly path: string;
  readonly on?: ManifestObject;
  /** In the words of a message: `the preStop hook of "app"`. */
  readonly place: string;
  /** Without comments and indentation. */
  readonly text: string;
}

/** The command of a container, its hooks, and the scripts that it mounts from ConfigMaps of the input. */
export const scriptsOf = (seen: Seen, entry: RoleContainer): readonly Script[] => [
  ...ownScripts(entry),
  ...mountedScripts(seen, entry).map(cleaned),
];

const ownScripts: (entry: RoleContainer) => readonly Script[] = once((entry: RoleContainer) =>
  [...commandScripts(entry), ...hookScripts(entry)].map(cleaned),
);

const cleaned = (script: Script): Script => ({ ...script, text: withoutComments(script.text) });

function commandScripts({ container, path }: RoleContainer): readonly Script[] {
  const { words, script } = commandLine(container);
  if (words.length === 0) return [];
  const placed = wordsWithPlaces(container).find(({ text }) => text === script);
  const below = placed?.path ?? (container.command === undefined ? 'args' : 'command');
  const place = `the command of "${container.name ?? ''}"`;
  return [{ from: 'command', path: `${path}.${below}`, place, text: script ?? words.join(' ') }];
}

const hookScripts = ({ container, path }: RoleContainer): readonly Script[] =>
  hooksOf(container)
    .filter(({ text }) => text !== '')
    .map((hook) => ({
      from: hook.when,
      path: `${path}.${hook.path}`,
      place: `the ${hook.when} hook of "${container.name ?? ''}"`,
      text: hook.text,
    }));

/** Longer than the scripts that people mount. */
const LONGEST = 65_536;

const mountedScripts = (seen: Seen, { container }: RoleContainer): readonly Script[] =>
  configTextsOf(seen, container)
    .filter(
      ({ key, text }) => text.length <= LONGEST && (text.startsWith('#!') || /\.(?:sh|bash|py)$/.test(key)),
    )
    .map(({ object, path, key, text }) => ({
      from: 'configMap',
      path,
      on: object,
      place: `the script ${key} of ConfigMap "${object.source.name}", which "${container.name ?? ''}" mounts,`,
      text,
    }));

/** One space between words and one line end between lines, so that patterns take time only as long as the text. */
const withoutComments = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trim().replace(/[ \t]+/g, ' '))
    .filter((line) => line !== '' && !line.startsWith('#'))
    .join('\n');
