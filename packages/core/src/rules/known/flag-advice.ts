/** A flag of a product that is missing, left over, or does not do what people take it for. */
export interface FlagAdvice {
  /** Id of the product, and the end of its image where only that one has the flag. */
  readonly product: string;
  readonly image?: string;
  readonly flag: string;
  /** What to write behind it. */
  readonly value?: string;
  /** The variable that means the same. */
  readonly variable?: string;
  readonly fault: 'missing' | 'left over' | 'misread';
  /** The fault is one where all of these hold. */
  readonly when: readonly Circumstance[];
  readonly severity: 'info' | 'warning';
  /** After the container's name: `"proxy" …`. */
  readonly says: string;
  readonly because: string;
  readonly source: string;
  readonly checked: string;
}

export type Circumstance =
  /** It is a native sidecar. */
  | 'sidecar'
  /** Its Pod runs to completion. */
  | 'ends'
  /** It has a probe of its health endpoint. */
  | 'probed';

const CHECKED = '2026-09';
const CLOUD_SQL = 'GoogleCloudPlatform/cloud-sql-proxy:cmd/root.go';

export const FLAG_ADVICE: readonly FlagAdvice[] = [
  ...(
    [
      ['cloud-sql-proxy', 'cloud-sql-proxy', 'CSQL_PROXY', CLOUD_SQL],
      [
        'alloydb-auth-proxy',
        'alloydb-auth-proxy',
        'ALLOYDB_PROXY',
        'GoogleCloudPlatform/alloydb-auth-proxy:cmd/root.go',
      ],
    ] as const
  ).flatMap(([product, image, prefix, source]): readonly FlagAdvice[] => [
    {
      product,
      image,
      flag: 'health-check',
      variable: `${prefix}_HEALTH_CHECK`,
      fault: 'missing',
      when: ['probed'],
      severity: 'warning',
      says: 'has a probe of a health endpoint that it opens with --health-check only: the probe never passes',
      because: 'The endpoints /startup, /liveness and /readiness exist only with --health-check.',
      source,
      checked: CHECKED,
    },
    {
      product,
      image,
      flag: 'exit-zero-on-sigterm',
      variable: `${prefix}_EXIT_ZERO_ON_SIGTERM`,
      fault: 'missing',
      when: ['ends'],
      severity: 'info',
      says: 'ends with 143 on SIGTERM: a Pod whose work is done shows an error',
      because:
        'As a sidecar its exit code does not count for the phase of the Pod, but people, podFailurePolicy and engines read it; as a regular container it makes the Pod fail.',
      source: `${source}, porter-dev/porter-charts#1709`,
      checked: CHECKED,
    },
    {
      product,
      image,
      flag: 'quitquitquit',
      variable: `${prefix}_QUITQUITQUIT`,
      fault: 'left over',
      when: ['sidecar'],
      severity: 'info',
      says: 'opens an endpoint that ends it (--quitquitquit), which nobody needs: the kubelet stops sidecars when the work is done',
      because: 'Whoever calls it ends a sidecar that the kubelet starts again at once.',
      source,
      checked: CHECKED,
    },
  ]),
  {
    product: 'cloud-sql-proxy',
    flag: 'term_timeout',
    fault: 'misread',
    when: ['ends'],
    severity: 'info',
    says: 'does not end with the app because of -term_timeout: it is how long it waits for open connections after SIGTERM',
    because: 'Nobody sends SIGTERM to a regular container when the others have ended; a sidecar gets it.',
    source: 'GoogleCloudPlatform/cloud-sql-proxy#1115, GoogleCloudPlatform/cloud-sql-proxy#1592',
    checked: CHECKED,
  },
  {
    product: 'git-sync',
    flag: 'max-failures',
    value: '-1',
    variable: 'GITSYNC_MAX_FAILURES',
    fault: 'missing',
    when: ['sidecar'],
    severity: 'info',
    says: 'ends at the first sync that fails, and is then restarted with a growing delay',
    because: '--max-failures is 0 by default; with -1 it tries again for ever.',
    source: 'kubernetes/git-sync:README.md',
    checked: CHECKED,
  },
];
