import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Comment, type CommentApi, type CommentPlan, keepComment } from './keep-comment.ts';
import { readMarker } from './marker.ts';

const OLD_HEAD = 'a'.repeat(40);
const HEAD = 'b'.repeat(40);

const planOf = (run: number, headSha: string, text = `result of run ${run}`): CommentPlan => ({
  id: 'prod',
  run: { number: run, attempt: 1 },
  headSha,
  headIsKnown: true,
  headRepository: null,
  text,
  mayCreate: true,
});

/** GitHub in memory; every answer comes when the scheduler lets it. */
class Comments {
  readonly stored: { id: number; url: string; body: string; isMine: boolean }[] = [];
  headSha: string = HEAD;
  private next = 1;

  api(pause: () => Promise<void> = () => Promise.resolve()): CommentApi {
    return {
      read: async () => {
        await pause();
        return structuredClone({ headSha: this.headSha, headRepository: 'acme/shop', comments: this.stored });
      },
      create: async (body) => {
        await pause();
        const comment: Comment = { id: this.next++, url: '', body, isMine: true };
        this.stored.push({ ...comment });
        return comment;
      },
      update: async (id, body) => {
        await pause();
        const comment = this.stored.find((one) => one.id === id);
        if (comment === undefined) throw Object.assign(new Error('Not Found'), { status: 404 });
        comment.body = body;
        return comment;
      },
      remove: async (id) => {
        await pause();
        const index = this.stored.findIndex((one) => one.id === id);
        if (index >= 0) this.stored.splice(index, 1);
      },
    };
  }
}

describe('keepComment', () => {
  it('takes no comment of another id, of somebody else, or with the marker further down', async () => {
    const github = new Comments();
    await keepComment(github.api(), { ...planOf(1, HEAD), id: 'prod-eu' });
    await keepComment(github.api(), planOf(1, HEAD));
    const [other = '', mine = ''] = github.stored.map(({ body }) => body);
    github.stored.splice(0, 2);
    github.stored.push(
      { id: 90, url: '', body: other, isMine: true },
      { id: 91, url: '', body: mine, isMine: false },
      { id: 92, url: '', body: `hello\n${mine}`, isMine: true },
    );
    expect((await keepComment(github.api(), planOf(2, HEAD))).action).toBe('created');
    expect(github.stored).toHaveLength(4);
  });

  it('writes nothing where text and commit are the same, whatever the run', async () => {
    const github = new Comments();
    await keepComment(github.api(), planOf(1, HEAD, 'same'));
    expect(await keepComment(github.api(), planOf(2, HEAD, 'same'))).toMatchObject({ action: 'unchanged' });
    expect(readMarker(github.stored[0]?.body ?? '', 'prod')?.run.number).toBe(1);
  });

  it('ends with one comment of the newest commit, in whatever order runs and answers come', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fc.record({ run: fc.integer({ min: 1, max: 9 }), isOld: fc.boolean() }), {
          minLength: 1,
          maxLength: 4,
        }),
        async (scheduler, runs) => {
          const github = new Comments();
          const plans = runs.map(({ run, isOld }) => planOf(run, isOld ? OLD_HEAD : HEAD));
          const started = plans.map((plan) =>
            keepComment(
              github.api(() => scheduler.schedule(Promise.resolve())),
              plan,
            ),
          );
          await scheduler.waitFor(Promise.all(started));
          const current = plans.filter(({ headSha }) => headSha === HEAD);
          const last = current.toSorted((a, b) => b.run.number - a.run.number)[0];
          if (last === undefined) {
            expect(github.stored).toEqual([]);
            return;
          }
          // What a lost race left behind, the next run heals.
          await keepComment(github.api(), { ...last, run: { ...last.run, attempt: 2 } });
          expect(github.stored).toHaveLength(1);
          expect(readMarker(github.stored[0]?.body ?? '', 'prod')?.sha).toBe(HEAD.slice(0, 12));
        },
      ),
      { numRuns: 200 },
    );
  });
});
