import { editManifests } from '../edit/edit-manifests.ts';
import type { Source } from '../finding.ts';
import type { PlannedMove } from './plan-workload.ts';

export type Applied =
  | { readonly text: string }
  /** The first container that cannot be moved without changing something else. */
  | { readonly container: string; readonly refused: string };

/** Makes the moves of one Pod, all of them or none. */
export function applyMoves(
  texts: ReadonlyMap<string, string>,
  place: Source,
  moves: readonly PlannedMove[],
): Applied {
  let current = texts.get(place.file) ?? '';
  for (const { moved, edits } of moves) {
    const result = editManifests(current, place, edits);
    if ('refused' in result) return { container: moved.container, refused: result.refused };
    current = result.text;
  }
  return { text: current };
}
