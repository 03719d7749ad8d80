import { editManifests, type ObjectPlace } from '../edit/edit-manifests.ts';
import type { PlannedMove } from './plan-workload.ts';

export type Applied =
  | { readonly text: string }
  /** The first container that cannot be moved without changing something else. */
  | { readonly container: string; readonly refused: string };

/** Makes the moves of one Pod, all of them or none. */
export function applyMoves(text: string, place: ObjectPlace, moves: readonly PlannedMove[]): Applied {
  let current = text;
  for (const { moved, edits } of moves) {
    const result = editManifests(current, place, edits);
    if ('refused' in result) return { container: moved.container, refused: result.refused };
    current = result.text;
  }
  return { text: current };
}
