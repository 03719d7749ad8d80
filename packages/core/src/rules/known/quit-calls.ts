/** A call that makes a product end, as people write it into commands, scripts and hooks. */
export interface QuitCall {
  /** Id of the product. */
  readonly product: string;
  readonly pattern: RegExp;
  readonly source: string;
  readonly checked: string;
}

/** The more exact ones first: `/quitquitquit` is Envoy's unless the port says otherwise. */
export const QUIT_CALLS: readonly QuitCall[] = [
  {
    product: 'istio-proxy',
    pattern: /:15020\/quitquitquit|\bpilot-agent\s+request\b[^\n;&|]{0,200}\bquitquitquit\b/,
    source: 'istio/istio#6324, istio/istio#11045',
    checked: '2026-09',
  },
  {
    product: 'linkerd-proxy',
    pattern: /:4191\/shutdown\b|\blinkerd-await\b[^\n;&|]{0,200}\s(?:-S|--shutdown)\b/,
    source: 'linkerd/linkerd2#1869',
    checked: '2026-09',
  },
  {
    product: 'daprd',
    pattern: /\/v1\.0\/shutdown\b/,
    source: 'dapr/docs#2972, dapr/dapr#5006',
    checked: '2026-09',
  },
  {
    product: 'vault-agent',
    pattern: /\/agent\/v1\/quit\b/,
    source: 'hashicorp/vault:website/content/docs/agent-and-proxy/agent/index.mdx',
    checked: '2026-09',
  },
  {
    product: 'cloud-sql-proxy',
    pattern: /\bcloud-sql-proxy\s+shutdown\b|:9091\/quitquitquit/,
    source: 'GoogleCloudPlatform/cloud-sql-proxy:cmd/root.go',
    checked: '2026-09',
  },
  {
    product: 'envoy',
    pattern: /\/quitquitquit\b|(?:^|\s)quitquitquit\b/,
    source: 'envoyproxy.io: Administration interface',
    checked: '2026-09',
  },
];

/** The first such call in a text. */
export function quitCallIn(text: string): { readonly call: QuitCall; readonly text: string } | undefined {
  for (const call of QUIT_CALLS) {
    const found = call.pattern.exec(text);
    if (found !== null) return { call, text: found[0] };
  }
  return undefined;
}
