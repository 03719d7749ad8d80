import type { RunNumber } from '../event.ts';
import { hashOf, isOlder, type Marker, markerLine, readMarker, shortSha } from './marker.ts';

export interface Comment {
  readonly id: number;
  readonly url: string;
  readonly body: string;
  /** Written with the same credentials as ours: a forged or quoted marker is not. */
  readonly isMine: boolean;
}

export interface PullRequestState {
  /** The newest commit of the pull request at this moment. */
  readonly headSha: string;
  /** `owner/repo`; `null` where the fork is gone. */
  readonly headRepository: string | null;
  readonly comments: readonly Comment[];
}

/** What is needed of GitHub, so that the algorithm can be tested without it. */
export interface CommentApi {
  readonly read: () => Promise<PullRequestState>;
  readonly create: (body: string) => Promise<Pick<Comment, 'id' | 'url'>>;
  readonly update: (id: number, body: string) => Promise<Pick<Comment, 'id' | 'url'>>;
  /** Succeeds where the comment is gone already. */
  readonly remove: (id: number) => Promise<void>;
}

export interface CommentPlan {
  readonly id: string;
  readonly run: RunNumber;
  readonly headSha: string;
  /** Whether `headSha` is known to be of this pull request. */
  readonly headIsKnown: boolean;
  /** The repository that the run says it is of: the same commit may be the head of a stranger's pull request too. */
  readonly headRepository: string | null;
  readonly text: string;
  /** Whether there is enough to say for a first comment; an existing one is always kept up to date. */
  readonly mayCreate: boolean;
}

export interface KeptComment {
  readonly action: 'created' | 'updated' | 'unchanged' | 'stale' | 'skipped' | 'deleted';
  readonly id?: number;
  readonly url?: string;
}

/**
 * Keeps one comment for each id. GitHub has no compare-and-set for comments: what races leave behind is healed by
 * keeping the oldest comment, and a run whose commit is no longer the head writes nothing.
 */
export async function keepComment(api: CommentApi, plan: CommentPlan): Promise<KeptComment> {
  try {
    return await keepOnce(api, plan);
  } catch (error) {
    if (!(error instanceof CommentGoneError)) throw error;
    return await keepOnce(api, plan);
  }
}

/** Between our reading and our writing another run deleted the comment as a duplicate. */
class CommentGoneError extends Error {
  override readonly name = 'CommentGoneError';
}

async function keepOnce(api: CommentApi, plan: CommentPlan): Promise<KeptComment> {
  const state = await api.read();
  const existing = await onlyOne(api, state, plan.id);
  if (isStale(state, existing, plan)) return { action: 'stale', ...idOf(existing) };
  if (existing !== undefined) return await updateComment(api, existing, plan);
  if (!plan.mayCreate) return { action: 'skipped' };
  const created = await api.create(bodyOf(plan));
  return await afterCreation(api, created, plan);
}

interface MarkedComment {
  readonly comment: Comment;
  readonly marker: Marker;
}

function mineOf({ comments }: PullRequestState, id: string): readonly MarkedComment[] {
  return comments
    .filter(({ isMine }) => isMine)
    .flatMap((comment) => {
      const marker = readMarker(comment.body, id);
      return marker === undefined ? [] : [{ comment, marker }];
    })
    .toSorted((a, b) => a.comment.id - b.comment.id);
}

/** The oldest of my comments; the others, left by a race, are deleted. */
async function onlyOne(
  api: CommentApi,
  state: PullRequestState,
  id: string,
): Promise<MarkedComment | undefined> {
  const [oldest, ...others] = mineOf(state, id);
  for (const { comment } of others) await api.remove(comment.id);
  return oldest;
}

function isStale(state: PullRequestState, existing: MarkedComment | undefined, plan: CommentPlan): boolean {
  if (plan.headIsKnown && state.headSha !== plan.headSha) return true;
  if (plan.headRepository !== null && state.headRepository !== plan.headRepository) return true;
  return existing !== undefined && isOlder(plan.run, existing.marker.run);
}

async function updateComment(
  api: CommentApi,
  { comment, marker }: MarkedComment,
  plan: CommentPlan,
): Promise<KeptComment> {
  if (marker.hash === hashOf(plan.text) && marker.sha === shortSha(plan.headSha)) {
    return { action: 'unchanged', id: comment.id, url: comment.url };
  }
  try {
    return { action: 'updated', ...(await api.update(comment.id, bodyOf(plan))) };
  } catch (error) {
    const { comments } = await api.read();
    throw comments.some(({ id }) => id === comment.id) ? error : new CommentGoneError();
  }
}

/** Somebody may have created one between our reading and our writing: the older one stays, ours is deleted. */
async function afterCreation(
  api: CommentApi,
  created: Pick<Comment, 'id' | 'url'>,
  plan: CommentPlan,
): Promise<KeptComment> {
  const state = await api.read();
  const [oldest] = mineOf(state, plan.id);
  if (oldest === undefined || oldest.comment.id >= created.id) return { action: 'created', ...created };
  await onlyOne(api, state, plan.id);
  if (isStale(state, oldest, plan)) return { action: 'deleted', ...idOf(oldest) };
  return await updateComment(api, oldest, plan);
}

const idOf = (existing: MarkedComment | undefined): Pick<KeptComment, 'id' | 'url'> =>
  existing === undefined ? {} : { id: existing.comment.id, url: existing.comment.url };

/** The marker and the text; their length is `markerLine` and a line break more than the text's. */
export const bodyOf = ({ id, run, headSha, text }: CommentPlan): string =>
  `${markerLine({ id, run, sha: shortSha(headSha), hash: hashOf(text) })}\n${text}`;
