import type { Sidecar } from '../sidecar.ts';
import { secretsAgent } from './archetypes.ts';

export interface VaultAgentOptions {
  /** The ConfigMap that holds the agent's configuration; its templates write below `/vault/secrets`. */
  readonly configMap: string;
  /** Its key; default `agent.hcl`. */
  readonly key?: string;
  /** The file that is rendered last: what comes next starts when it is there. */
  readonly readyFile: `/vault/secrets/${string}`;
  /** Of the volume with the secrets, which takes memory of the node: `1Mi`. */
  readonly sizeLimit?: string;
  /** Default `2.0.4`, the release these settings were checked against. */
  readonly version?: string;
}

/**
 * Vault Agent as a native sidecar, checked against 2.0.4: one container in place of the injector's init container and
 * sidecar. Mount its volume `vault-secrets` where the app reads. The agent has no health endpoint: that the file is
 * there is its startup. Leave `exit_after_auth` false. No preStop hook that revokes the token: it would run when the
 * Pod's termination begins and take the token from an app that still drains. The injector gives it 250m and 64Mi, at most
 * 500m and 128Mi.
 *
 * @see https://developer.hashicorp.com/vault/docs/agent-and-proxy/agent
 * @see https://github.com/hashicorp/vault-k8s/blob/main/agent-inject/agent/container_sidecar.go
 */
export const vaultAgent = ({
  configMap,
  key = 'agent.hcl',
  readyFile,
  sizeLimit,
  version = '2.0.4',
}: VaultAgentOptions): Sidecar<'vault-agent', never, never, never, 'vault-secrets' | 'vault-agent-config'> =>
  secretsAgent('vault-agent', {
    image: `hashicorp/vault:${version}`,
    volume: 'vault-secrets',
    path: '/vault/secrets',
    readyFile,
    ...(sizeLimit !== undefined && { sizeLimit }),
  })
    .args('agent', `-config=/vault/config/${key}`)
    .volume('vault-agent-config', { configMap: { name: configMap } })
    .mount('vault-agent-config', { mountPath: '/vault/config', readOnly: true });
