import type { Container } from '../../kubernetes/api-types.gen.ts';
import { repositoryOf, tagOf } from '../signs/image.ts';
import { isBefore } from '../signs/version.ts';

/**
 * A product whose mutating webhook is built with an API library from before 1.28 in some releases: it reads a Pod,
 * loses `restartPolicy` of init containers, and writes the Pod back.
 */
export interface StrippingWebhook {
  readonly product: string;
  /** Repository of its images. */
  readonly image: RegExp;
  /** Releases before this one are known to do it. */
  readonly before: string;
  /** A release that is known not to; absent where none is. */
  readonly good?: string;
  /** Which Pods it changes. */
  readonly changes: string;
  readonly source: string;
  readonly checked: string;
}

const WEBHOOKS: readonly StrippingWebhook[] = [
  {
    product: 'amazon-eks-pod-identity-webhook',
    image: /(?:^|\/)amazon-eks-pod-identity-webhook$/,
    before: '0.4.1',
    good: '0.5.7',
    changes: 'Pods whose ServiceAccount has an IAM role',
    source: 'aws/amazon-eks-pod-identity-webhook#208, #209, kubernetes/kops#16802, #16803',
    checked: '2026-11',
  },
  {
    product: 'azure-workload-identity',
    image: /(?:^|\/)azure\/workload-identity\/webhook$/,
    before: '1.3.0',
    good: '1.3.0',
    changes: 'Pods labelled azure.workload.identity/use',
    source: 'Azure/azure-workload-identity#1312, Azure/AKS#4381',
    checked: '2026-11',
  },
  {
    product: 'datadog-cluster-agent',
    image: /(?:^|\/)cluster-agent$/,
    before: '7.53.0',
    good: '7.53.0',
    changes: 'Pods that its admission controller is told to change',
    source: 'DataDog/datadog-operator#1116, DataDog/datadog-agent:CHANGELOG-DCA.rst (7.53.0)',
    checked: '2026-11',
  },
  {
    product: 'kube-image-keeper',
    image: /(?:^|\/)kube-image-keeper$/,
    before: '1.11.1',
    changes: 'every Pod whose images it keeps',
    source: 'enix/kube-image-keeper#457',
    checked: '2026-11',
  },
  {
    product: 'aws-app-mesh-controller',
    image: /(?:^|\/)appmesh-controller$/,
    before: '1.12.8',
    changes: 'Pods of the mesh',
    source: 'aws/aws-app-mesh-controller-for-k8s#774',
    checked: '2026-11',
  },
];

/** A release of such a product that is known to strip the field. */
export interface StrippingRelease {
  readonly webhook: StrippingWebhook;
  readonly version: string;
}

/** The release that a container runs, by the tag of its image. */
export function strippingImage({ image = '' }: Container): StrippingRelease | undefined {
  const webhook = WEBHOOKS.find((one) => one.image.test(repositoryOf(image)));
  return webhook === undefined ? undefined : release(webhook, tagOf(image));
}

/** The releases among installed products, by id and version. */
export const strippingProducts = (products: Readonly<Record<string, string>>): readonly StrippingRelease[] =>
  WEBHOOKS.flatMap((webhook) =>
    Object.hasOwn(products, webhook.product) ? (release(webhook, products[webhook.product]) ?? []) : [],
  );

const release = (webhook: StrippingWebhook, version: string | undefined): StrippingRelease | undefined =>
  version !== undefined && isBefore(version, webhook.before) ? { webhook, version } : undefined;
