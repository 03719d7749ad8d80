import type { PodSpec } from '../../kubernetes/api-types.gen.ts';
import { containersOf } from '../../kubernetes/container-role.ts';
import type { Release } from '../../kubernetes/release.ts';
import type { ApiObject } from '../../store/stored-object.ts';
import type { FieldError, FieldErrors } from '../field-error.ts';
import { podSpecOf } from '../pod-spec-of.ts';

/** Errors but those of what the stored object has as well: `GetValidationOptionsFromPodSpecAndMeta`, pkg/api/pod/util.go. */
export function* withoutTolerated(errors: FieldErrors, before: ApiObject, on: Release['on']): FieldErrors {
  const spec = podSpecOf(before) ?? {};
  const tolerated = on.toleratesWhatIsStored
    ? [
        ...(hasImageWithoutReference(spec) ? [isMissingReference] : []),
        ...(hasUnescalatedSysAdmin(spec) ? [isSysAdmin] : []),
      ]
    : [];
  for (const error of errors) if (!tolerated.some((passes) => passes(error))) yield error;
}

const isMissingReference = ({ type, path }: FieldError): boolean =>
  type === 'FieldValueRequired' && /\.volumes\[\d+\]\.image\.reference$/.test(path);

const isSysAdmin = ({ detail }: FieldError): boolean => detail.endsWith('`capabilities.Add` CAP_SYS_ADMIN');

const hasImageWithoutReference = ({ volumes = [] }: PodSpec): boolean =>
  volumes.some(({ image }) => image !== undefined && !image.reference);

/** As the server asks it: also where the container does not say whether it may escalate. */
const hasUnescalatedSysAdmin = (spec: PodSpec): boolean =>
  [...containersOf(spec).map(({ container }) => container), ...(spec.ephemeralContainers ?? [])].some(
    ({ securityContext }) =>
      securityContext?.allowPrivilegeEscalation !== true &&
      securityContext?.capabilities?.add?.includes('CAP_SYS_ADMIN') === true,
  );
