import { PRIVILEGED_EVENTS } from '../event.ts';
import { globLines, leavesItsFolder } from '../sides/globs.ts';
import type { GetInput } from './fields.ts';

/** Where the manifests of both sides come from. */
export type ManifestSource =
  | { readonly kind: 'manifests'; readonly globs: readonly string[] }
  | { readonly kind: 'folders'; readonly basePath: string; readonly headPath: string }
  | { readonly kind: 'render'; readonly script: string };

export const SOURCE_NAMES = ['manifests', 'base-path', 'head-path', 'render'] as const;

type Source = { readonly source: ManifestSource } | { readonly problems: readonly string[] };

/** Exactly one way to the manifests. */
export function sourceOf(getInput: GetInput, event: string): Source {
  const [manifests = '', basePath = '', headPath = '', script = ''] = SOURCE_NAMES.map((name) =>
    getInput(name).trim(),
  );
  const given = [
    ...(manifests === '' ? [] : ['manifests']),
    ...(basePath === '' && headPath === '' ? [] : ['base-path with head-path']),
    ...(script === '' ? [] : ['render']),
  ];
  if (given.length === 0) return { problems: ['give manifests, or base-path with head-path, or render'] };
  if (given.length > 1) return { problems: [`give only one of ${given.join(' and ')}`] };
  if (manifests !== '') return globsSource(globLines(manifests));
  if (script !== '') return scriptSource(script, event);
  const missing = basePath === '' ? 'base-path' : 'head-path';
  if (basePath === '' || headPath === '') return { problems: [`${missing} is required beside its twin`] };
  return { source: { kind: 'folders', basePath, headPath } };
}

function globsSource(globs: readonly string[]): Source {
  const outside = globs.filter(leavesItsFolder);
  if (outside.length > 0)
    return { problems: [`manifests must stay in the repository: ${outside.join(', ')}`] };
  if (globs.every((glob) => glob.startsWith('!'))) {
    return { problems: ['manifests takes files away only: add a line without "!"'] };
  }
  return { source: { kind: 'manifests', globs } };
}

function scriptSource(script: string, event: string): Source {
  if (PRIVILEGED_EVENTS.includes(event)) {
    return {
      problems: [
        `render is refused on ${event}, where it would run code of a pull request with a token that may write; use pull_request, or manifests`,
      ],
    };
  }
  return { source: { kind: 'render', script } };
}
