import type { Edit, Fix } from '../finding.ts';
import { pathInObject } from './path-in-object.ts';
import type { Workload } from './workload.ts';

/** Edits of a Pod as edits of the object that holds it. */
export const fixInObject = (fix: Fix, workload: Workload): Fix =>
  fix.edits === undefined
    ? fix
    : {
        ...fix,
        edits: fix.edits.map((edit): Edit => {
          const path = pathInObject(workload, edit.path);
          return edit.op === 'move'
            ? { ...edit, path, to: pathInObject(workload, edit.to) }
            : { ...edit, path };
        }),
      };
