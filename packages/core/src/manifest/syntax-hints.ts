/** What was probably meant, told from the line at which a syntax error was found. */
export function hintFor(text: string, offset: number): string | undefined {
  const line = lineAt(text, offset);
  for (const [pattern, message] of HINTS) if (pattern.test(line)) return message;
  return undefined;
}

const HINTS: readonly (readonly [RegExp, string])[] = [
  [/^ *\t/, 'Cannot parse YAML: a tab in the indentation; indent with spaces'],
  [
    /^\s*(?:-\s*)?(?:…|\.\.\.)\s*$/,
    'Cannot parse YAML: a line of dots stands for left-out text; write the text or make it a comment',
  ],
  [/\u00a0/, 'Cannot parse YAML: a no-break space (U+00A0) stands where a space is meant'],
  [/^%/, 'Cannot parse YAML: kubectl reads no directives; remove this line'],
  [
    /'[^']*'[^',\]\s][^']*'/,
    'Cannot parse YAML: quotes inside quotes; write the inner ones double or use the other kind',
  ],
];

function lineAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', Math.max(offset - 1, 0)) + 1;
  const end = text.indexOf('\n', start);
  return text.slice(start, end === -1 ? undefined : end);
}
