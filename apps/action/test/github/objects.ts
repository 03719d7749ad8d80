import type { StoredComment } from './state.ts';

const API = 'https://api.github.example.test';
const AT = '2026-09-01T12:00:00Z';

const user = (login: string): object => ({
  login,
  id: 41898282,
  node_id: 'MDM6Qm90NDE4OTgyODI=',
  avatar_url: `${API}/avatars/${login}`,
  gravatar_id: '',
  url: `${API}/users/${login}`,
  html_url: `https://github.example.test/${login}`,
  followers_url: `${API}/users/${login}/followers`,
  following_url: `${API}/users/${login}/following`,
  gists_url: `${API}/users/${login}/gists`,
  starred_url: `${API}/users/${login}/starred`,
  subscriptions_url: `${API}/users/${login}/subscriptions`,
  organizations_url: `${API}/users/${login}/orgs`,
  repos_url: `${API}/users/${login}/repos`,
  events_url: `${API}/users/${login}/events`,
  received_events_url: `${API}/users/${login}/received_events`,
  type: 'Bot',
  site_admin: false,
});

/** A comment as GitHub's REST API shows it. */
export const commentObject = ({ id, author, url, body }: StoredComment, repository: string): object => ({
  id,
  node_id: `IC_${id}`,
  url: `${API}/repos/${repository}/issues/comments/${id}`,
  html_url: url,
  issue_url: `${API}/repos/${repository}/issues/7`,
  body,
  user: user(author),
  created_at: AT,
  updated_at: AT,
  author_association: 'NONE',
  performed_via_github_app: null,
});

const commit = (sha: string): object => ({
  sha,
  node_id: `C_${sha}`,
  url: `${API}/commits/${sha}`,
  html_url: `https://github.example.test/commit/${sha}`,
  comments_url: `${API}/commits/${sha}/comments`,
  commit: {
    url: `${API}/git/commits/${sha}`,
    author: { name: 'A', email: 'a@example.test', date: AT },
    committer: { name: 'A', email: 'a@example.test', date: AT },
    message: 'm',
    comment_count: 0,
    tree: { sha, url: `${API}/git/trees/${sha}` },
  },
  author: user('alice'),
  committer: user('alice'),
  parents: [],
});

export const comparisonObject = (base: string, head: string, mergeBase: string): object => ({
  url: `${API}/compare/${base}...${head}`,
  html_url: `https://github.example.test/compare/${base}...${head}`,
  permalink_url: `https://github.example.test/compare/${base}...${head}`,
  diff_url: `https://github.example.test/compare/${base}...${head}.diff`,
  patch_url: `https://github.example.test/compare/${base}...${head}.patch`,
  base_commit: commit(base),
  merge_base_commit: commit(mergeBase),
  status: 'diverged',
  ahead_by: 1,
  behind_by: 1,
  total_commits: 1,
  commits: [],
  files: [],
});

export const refusal = (message: string): object => ({
  message,
  documentation_url: 'https://docs.github.com/rest',
});
