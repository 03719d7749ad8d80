export interface StoredComment {
  readonly id: number;
  readonly author: string;
  readonly url: string;
  body: string;
}

/** What the tests may change between two requests. */
export interface Pull {
  headSha: string;
  headRepository: string | null;
  comments: StoredComment[];
}

export interface Repository {
  /** `owner/repo`. */
  readonly name: string;
  readonly pulls: Map<number, Pull>;
  /** Merge base by `base...head`. */
  readonly mergeBases: Map<string, string>;
}

export const commentUrl = (repository: string, pull: number, id: number): string =>
  `https://github.example.test/${repository}/pull/${pull}#issuecomment-${id}`;
