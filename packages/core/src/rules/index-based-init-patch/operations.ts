import { isJsonObject, type Json, listAt, textAt } from '../../json.ts';

export interface Operation {
  readonly op: string;
  readonly pointer: string;
}

/** Operations of one patch, and where in the object it stands. */
export interface Patch {
  readonly path: string;
  readonly operations: readonly Operation[];
}

const MOST_DEPTH = 12;

/** Patches by JSON 6902: the text or the list under a key `patch` or `patches`. */
export function operationsIn(value: Json, path = '', depth = 0): readonly Patch[] {
  if (depth > MOST_DEPTH) return [];
  if (Array.isArray(value)) {
    return (value as readonly Json[]).flatMap((item, index) =>
      operationsIn(item, `${path}[${index}]`, depth + 1),
    );
  }
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, child]) => {
    const at = path === '' ? key : `${path}.${key}`;
    const operations = key === 'patch' ? operationsOf(child) : [];
    return operations.length > 0 ? [{ path: at, operations }] : operationsIn(child, at, depth + 1);
  });
}

function operationsOf(patch: Json): readonly Operation[] {
  if (typeof patch === 'string') return operationsOfText(patch);
  return listAt(patch).flatMap((one) => {
    const [op, pointer] = [textAt(one, 'op'), textAt(one, 'path')];
    return op === undefined || pointer === undefined ? [] : [{ op, pointer }];
  });
}

/** Longer than the patches that people write into another manifest. */
const LONGEST = 65_536;
const OP = /["']?\bop["']?\s*:\s*["']?(\w+)/;
const PATH = /["']?\bpath["']?\s*:\s*["']?(\/[^\s"',}]+)/;

/** Each operation has its `op` and its `path`, in any order and in YAML as in JSON. */
function operationsOfText(text: string): readonly Operation[] {
  if (text.length > LONGEST || !OP.test(text)) return [];
  return text.split(/(?:^|\n)[ \t]*-\s|\{/).flatMap((part) => {
    const [op, pointer] = [OP.exec(part)?.[1], PATH.exec(part)?.[1]];
    return op === undefined || pointer === undefined ? [] : [{ op, pointer }];
  });
}
