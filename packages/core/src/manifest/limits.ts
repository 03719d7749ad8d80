/** How much of a text is read before it is refused; each can be overridden. */
export interface ReadLimits {
  /** Levels of mappings and lists inside one another. */
  readonly nesting: number;
  /** Values of one document after every alias has been expanded. */
  readonly nodes: number;
  /** Characters of one YAML document or JSON object. */
  readonly documentLength: number;
  /** Bytes of one object as JSON that the API server still reads (P-014). */
  readonly objectBytes: number;
  /** Bytes of one object as JSON from which etcd may refuse it (P-014). */
  readonly largeObjectBytes: number;
}

const MIB = 1024 * 1024;

export const READ_LIMITS: ReadLimits = {
  nesting: 100,
  nodes: 1_000_000,
  documentLength: 32 * MIB,
  objectBytes: 3 * MIB,
  largeObjectBytes: MIB,
};
