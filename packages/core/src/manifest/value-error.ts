/** What is wrong with a document that has no syntax error; `offset` counts in the document's text. */
export class ValueError extends SyntaxError {
  override readonly name = 'ValueError';
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** Text that is no YAML; `reason` is the parser's. */
export class ParseError extends SyntaxError {
  override readonly name = 'ParseError';
  readonly reason: string;
  readonly offset: number;

  constructor(reason: string, offset: number) {
    super(reason);
    this.reason = reason;
    this.offset = offset;
  }
}
