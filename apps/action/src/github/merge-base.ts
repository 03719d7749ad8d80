import type { AskMergeBase } from '../git/commits.ts';
import { UserError } from '../user-error.ts';
import type { Ask, RepositoryRef } from './client.ts';

/** GitHub's own comparison knows the merge base of histories that are too deep to fetch. */
export const askMergeBase =
  (ask: Ask, { owner, repo }: RepositoryRef): AskMergeBase =>
  async (base, head) => {
    try {
      const { data } = await ask((octokit, options) =>
        octokit.rest.repos.compareCommitsWithBasehead({
          owner,
          repo,
          basehead: `${base}...${head}`,
          per_page: 1,
          ...options,
        }),
      );
      return data.merge_base_commit.sha;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new UserError(
        `Cannot find the merge base of ${base.slice(0, 12)} and ${head.slice(0, 12)}: ${reason}. Set base-ref, or check out with "fetch-depth: 0"`,
      );
    }
  };
