import { Lexer } from 'yaml';
import { type Ignore, readIgnores } from './ignore.ts';

/** `# outrider-ignore some-rule: why (until 2027-01-31)`, behind what it is about or in the line above. */
export const IGNORE_COMMENT = 'outrider-ignore';

export interface CommentIgnore extends Ignore {
  /** Line of the comment, and its column; both count from 1. */
  readonly line: number;
  readonly column: number;
  /** The line whose findings it is about. */
  readonly about: number;
}

/** What comments of a file ignore. A text without the word costs one search. */
export function commentIgnores(text: string): readonly CommentIgnore[] {
  if (!text.includes(IGNORE_COMMENT)) return [];
  const lines = text.split('\n');
  return commentsIn(text).flatMap(({ line, column, comment }) => {
    const [, given] = /^#\s*outrider-ignore\b:?(.*)$/.exec(comment.trim()) ?? [];
    if (given === undefined) return [];
    const ignores = readIgnores(given);
    const found = ignores.length > 0 ? ignores : [{ rules: [], reason: '', fault: 'it names no rule' }];
    const about = lines[line - 1]?.trimStart().startsWith('#') === true ? nextContent(lines, line) : line;
    return found.map((ignore) => ({ ...ignore, line, column, about }));
  });
}

interface Comment {
  readonly line: number;
  readonly column: number;
  readonly comment: string;
}

/** Tokens of the lexer that stand for no text: a document starts, an error, a plain or block scalar follows. */
const [DOCUMENT, FLOW_ERROR, SCALAR_FOLLOWS] = ['\u0002', '\u0018', '\u001f'];

/** Comments as YAML's grammar has them: a `#` inside a text is none. */
function commentsIn(text: string): readonly Comment[] {
  const comments: Comment[] = [];
  let line = 1;
  let column = 1;
  let previous = '';
  for (const token of new Lexer().lex(text)) {
    if (token.startsWith('#') && previous !== SCALAR_FOLLOWS) {
      comments.push({ line, column, comment: token });
    }
    previous = token;
    if (token === DOCUMENT || token === FLOW_ERROR || token === SCALAR_FOLLOWS) continue;
    const breaks = token.split('\n').length - 1;
    line += breaks;
    column = breaks > 0 ? token.length - token.lastIndexOf('\n') : column + token.length;
  }
  return comments;
}

/** The line below that is neither blank nor a comment; lines count from 1. */
function nextContent(lines: readonly string[], line: number): number {
  let below = line;
  while (below < lines.length && !/^\s*[^\s#]/.test(lines[below] ?? '')) below++;
  return below < lines.length ? below + 1 : line;
}
