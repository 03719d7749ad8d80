import type { RoleContainer } from '../../workload/container-role.ts';
import { type Product, type Purpose, productOfImage } from '../known/products.ts';
import { defineRule, type Fact, type Rule, type RuleContext } from '../rule.ts';
import { repositoryOf } from '../signs/image.ts';

interface Twice extends Fact {
  readonly init: string;
  readonly twin: string;
  readonly isSidecar: boolean;
  readonly product: Product;
}

/** Purposes for which people run an image once before the app and once beside it. */
const PREPARES: ReadonlySet<Purpose> = new Set(['secrets', 'file-sync', 'reload', 'database-proxy']);

/** L-001, L-003: a sidecar with a startupProbe does both, the preparation and the rest. */
export const duplicateInitAndSidecar: Rule = defineRule({
  meta: {
    id: 'duplicate-init-and-sidecar',
    summary: 'One image runs as init container and beside the app, for the same work',
    severity: 'info',
    needs: 'SidecarContainers',
    source: 'L-001, L-003; kserve/kserve#1374, hashicorp/vault-k8s#620',
  },
  check: ({ containers }: RuleContext) =>
    containers.filter(({ role }) => role === 'init').flatMap((init) => twice(init, containers)),
  advise: ({ init, twin, isSidecar, product }: Twice) => ({
    message: `Init container "${init}" and ${isSidecar ? 'sidecar ' : ''}"${twin}" are both ${product.id}: one native sidecar with a startupProbe does the work of both`,
    explanation:
      'The init container was there so that files or connections are ready before the app starts, and its twin keeps them so. The startupProbe of a native sidecar, on the file or endpoint that the app needs, holds the app back until they are.',
    fix: {
      description: `Remove "${init}", and give "${twin}" a startupProbe on what the app needs${
        isSidecar ? '' : ', in initContainers with restartPolicy: Always'
      }`,
    },
  }),
});

function twice(init: RoleContainer, containers: readonly RoleContainer[]): readonly Twice[] {
  const product = productOfImage(init.container);
  if (product === undefined || !PREPARES.has(product.purpose)) return [];
  const image = repositoryOf(init.container.image ?? '');
  const twin = containers.find(
    ({ container, role }) => role !== 'init' && repositoryOf(container.image ?? '') === image,
  );
  if (twin === undefined) return [];
  const isSidecar = twin.role === 'sidecar';
  return [
    { path: init.path, init: init.container.name ?? '', twin: twin.container.name ?? '', isSidecar, product },
  ];
}
