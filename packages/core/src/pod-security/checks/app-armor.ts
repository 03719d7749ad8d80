import type { AppArmorProfile } from '../../kubernetes/api-types.gen.ts';
import { goQuote } from '../../kubernetes/go-quote.ts';
import type { Pod } from '../../workload/workload.ts';
import { plural, quoted, type SecurityCheck, settersOf, sortedSet, visited } from '../check.ts';

const PREFIX = 'container.apparmor.security.beta.kubernetes.io/';

const isAllowedAnnotation = (value: string): boolean =>
  value === '' || value === 'runtime/default' || value.startsWith('localhost/');

const isForbidden = (profile: AppArmorProfile | undefined): boolean =>
  profile !== undefined && profile.type !== 'RuntimeDefault' && profile.type !== 'Localhost';

const forbiddenAnnotations = ({ metadata }: Pod): readonly (readonly [key: string, value: string])[] =>
  Object.entries(metadata.annotations ?? {}).filter(
    ([key, value]) => key.startsWith(PREFIX) && !isAllowedAnnotation(value),
  );

/** `check_appArmorProfile.go`; the fields came in 1.30, and with them another text. */
export const appArmorProfile: SecurityCheck = {
  id: 'appArmorProfile',
  level: 'baseline',
  revisions: [
    {
      since: 0,
      find: (pod, on) => {
        const ofPod = pod.spec.securityContext?.appArmorProfile;
        const bad = visited(pod).filter(({ security }) => isForbidden(security.appArmorProfile));
        const annotations = forbiddenAnnotations(pod);
        const profiles = [
          ...(isForbidden(ofPod) ? [ofPod] : []),
          ...bad.map(({ security }) => security.appArmorProfile),
        ];
        const values = [
          ...sortedSet(profiles.map((profile) => profile?.type ?? '')),
          ...sortedSet(annotations.map(([key, value]) => `${key}=${goQuote(value)}`)),
        ];
        if (values.length === 0) return undefined;
        const setters = [
          settersOf(
            isForbidden(ofPod),
            bad.map(({ name }) => name),
          ),
          annotations.length > 0 ? plural(annotations.length, 'annotation', 'annotations') : '',
        ].filter((text) => text !== '');
        return {
          reason: plural(values.length, 'forbidden AppArmor profile', 'forbidden AppArmor profiles'),
          detail: on.knowsAppArmorFields
            ? `${setters.join(' and ')} must not set AppArmor profile type to ${quoted(values)}`
            : values.join(', '),
          paths: [
            ...[
              ...(isForbidden(ofPod) ? ['spec.securityContext'] : []),
              ...bad.map(({ securityPath }) => securityPath),
            ].map((path) => `${path}.appArmorProfile.type`),
            ...annotations.map(([key]) => `metadata.annotations[${key}]`),
          ],
        };
      },
    },
  ],
};
