import { defineRule, type Fact, type Rule } from '../rule.ts';
import { tagOf } from '../signs/image.ts';

interface Unpinned extends Fact {
  readonly sidecar: string;
  readonly image: string;
  /** Whether the kubelet asks the registry again at each start. */
  readonly pullsAlways: boolean;
}

/** A regular container that restarts has the same problem; a sidecar is what nobody expects to change. */
export const sidecarImageNotPinned: Rule = defineRule({
  meta: {
    id: 'sidecar-image-not-pinned',
    summary: 'The image of a sidecar may change while the Pod runs',
    severity: 'info',
    needs: 'SidecarContainers',
    source: 'SetDefaults_Container in pkg/apis/core/v1/defaults.go: imagePullPolicy is Always for latest',
  },
  check: ({ containers }) =>
    containers.flatMap(({ container, role, path }): readonly Unpinned[] => {
      const { image = '', imagePullPolicy } = container;
      if (role !== 'sidecar' || isPinned(image)) return [];
      const pullsAlways = imagePullPolicy === 'Always';
      return [{ path: `${path}.image`, sidecar: container.name ?? '', image, pullsAlways }];
    }),
  advise: ({ sidecar, image, pullsAlways }: Unpinned) => ({
    message: `Sidecar "${sidecar}" runs ${image}: ${
      pullsAlways
        ? 'when it restarts, it runs what latest is by then, in a Pod that is running'
        : 'each node runs what latest was when it pulled it'
    }`,
    explanation:
      'A sidecar is restarted whenever it ends, and with imagePullPolicy Always its image is looked up anew each time. An image of another version then works beside an app that was tested with the old one.',
    fix: { description: `Give the image of "${sidecar}" a version, or a digest` },
  }),
});

/** A version or a digest; or no image yet, but what a template or an injector fills in. */
const isPinned = (image: string): boolean =>
  image === 'auto' || !/^[\w./:-]+$/.test(image) || !['latest', undefined].includes(tagOf(image));
