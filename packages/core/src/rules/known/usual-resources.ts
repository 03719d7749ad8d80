import type { Container } from '../../kubernetes/api-types.gen.ts';
import type { ResourceAmounts } from '../../quantity/resource-list.ts';
import { productOf } from './products.ts';

/** Resources that a vendor gives its own sidecar, in its chart, injector or example. */
export interface UsualResources {
  /** Id of the product. */
  readonly product: string;
  readonly requests: ResourceAmounts;
  readonly limits: ResourceAmounts;
  readonly source: string;
  readonly checked: string;
}

const USUAL: readonly UsualResources[] = [
  {
    product: 'istio-proxy',
    requests: { cpu: '100m', memory: '128Mi' },
    limits: { cpu: '2', memory: '1Gi' },
    source: 'istio/istio:manifests/charts/istio-control/istio-discovery/values.yaml',
    checked: '2026-09',
  },
  {
    product: 'vault-agent',
    requests: { cpu: '250m', memory: '64Mi' },
    limits: { cpu: '500m', memory: '128Mi' },
    source: 'hashicorp/vault-helm:values.yaml',
    checked: '2026-09',
  },
  {
    product: 'cloud-sql-proxy',
    requests: { cpu: '1', memory: '2Gi' },
    limits: {},
    source: 'GoogleCloudPlatform/cloud-sql-proxy:examples/k8s-sidecar/job_with_sidecar.yaml',
    checked: '2026-09',
  },
];

/** What the vendor of a container's product gives it; nothing where no row has a source for it. */
export const usualResources = (container: Container): UsualResources | undefined => {
  const product = productOf(container)?.id;
  return USUAL.find((row) => row.product === product);
};
