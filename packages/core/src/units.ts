import { type CommentIgnore, commentIgnores } from './ignore/comment-ignores.ts';
import type { InputFile } from './inventory.ts';
import type { ReadLimits } from './manifest/limits.ts';
import type { Manifests } from './manifest/manifest.ts';
import { type Piece, piecesOf } from './manifest/pieces.ts';
import { isTemplateRead, readManifests, withoutFindings } from './manifest/read-manifests.ts';
import { isTemplate } from './manifest/template.ts';
import { decides, mayDecide } from './rules/input/deciding.ts';

/** A part of an input that is judged at once: whatever its comments speak of is in it. */
export interface Unit {
  readonly pieces: readonly Piece[];
  readonly comments: readonly CommentIgnore[];
  /** It was read already and stays, as others need it. */
  readonly isKept: boolean;
}

/** A file as one unit that is kept. */
export function wholeUnit({ file, text }: InputFile, limits: ReadLimits): Unit {
  const comments = commentIgnores(text);
  return { pieces: [keeping(text, readManifests(file, text, limits))], comments, isKept: true };
}

const keeping = (text: string, read: Manifests): Piece => ({ text, read: () => read });

/**
 * A file as its documents, some at a time, to be read when their turn comes; of a first look stays what decides over
 * others. A file with comments for us is one unit.
 */
export function unitsByPiece(given: InputFile, limits: ReadLimits): readonly Unit[] {
  if (commentIgnores(given.text).length > 0) return [wholeUnit(given, limits)];
  const looked = Array.from(piecesOf(given.file, given.text, limits), firstLook);
  const pieces = looked.some((one) => one.isTemplate) ? looked.map(withoutRemarks) : looked;
  return batches(pieces).map((batch) => ({
    pieces: batch,
    comments: [],
    isKept: batch.some(({ isKept }) => isKept),
  }));
}

interface Looked extends Piece {
  readonly isTemplate: boolean;
  readonly isKept: boolean;
}

function firstLook(piece: Piece): Looked {
  if (!mayDecide(piece.text) && !isTemplate(piece.text))
    return { ...piece, isTemplate: false, isKept: false };
  const read = piece.read();
  const isKept = read.objects.some(decides);
  return {
    ...(isKept ? keeping(piece.text, read) : piece),
    isTemplate: isTemplateRead(read.unreadable),
    isKept,
  };
}

function withoutRemarks(piece: Looked): Looked {
  const told = (read: Manifests): Manifests => ({ ...read, objects: read.objects.map(withoutFindings) });
  return piece.isKept
    ? { ...piece, ...keeping(piece.text, told(piece.read())) }
    : { ...piece, read: () => told(piece.read()) };
}

/** Characters that are read, judged and heard together: each step for many documents is quicker than all for each. */
const BATCH = 1024 * 1024;

/** What is kept and what is not go apart. */
function batches(pieces: readonly Looked[]): readonly (readonly Looked[])[] {
  const found: Looked[][] = [];
  let room = 0;
  for (const piece of pieces) {
    const batch = found.at(-1);
    if (batch === undefined || room < piece.text.length || batch[0]?.isKept !== piece.isKept) {
      found.push([piece]);
      room = BATCH;
    } else batch.push(piece);
    room -= piece.text.length;
  }
  return found;
}
