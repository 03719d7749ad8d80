/** The parts of cdk8s-cli's own types that a plugin meets; declared here, as its types need node16 resolution. */
export interface ValidationViolation {
  readonly ruleName: string;
  readonly recommendation: string;
  readonly fix: string;
  readonly violatingResources: readonly {
    readonly resourceName: string;
    readonly manifestPath: string;
    readonly locations: readonly string[];
  }[];
}

export interface ValidationContext {
  readonly manifests: readonly string[];
  /** Whether the manifests go to standard output: so does cdk8s' report, in front of them. */
  readonly stdout?: boolean | undefined;
  readonly report: {
    addViolation(violation: ValidationViolation): void;
    submit(status: 'success' | 'failure', metadata?: Readonly<Record<string, string>>): void;
  };
}
