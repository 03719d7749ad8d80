import type {
  ConfigMapKeySelector,
  EnvFromSource,
  EnvVar,
  FileKeySelector,
  SecretKeySelector,
} from '../../kubernetes/api-types.gen.ts';
import { type FieldErrors, invalid, invalidFor, notFound, required } from '../field-error.ts';
import {
  configMapKey,
  dnsLabel,
  dnsSubdomain,
  envName,
  generatedNameBase,
  relaxedEnvName,
} from '../text/names.ts';
import { validateNoBacksteps } from '../volumes/paths.ts';
import { ENV_FIELDS, validateFieldRef, validateResourceFieldRef } from './downward-api.ts';
import type { PodContext } from './pod-context.ts';

/** V-030 … V-034. */
export function* validateEnv(env: readonly EnvVar[], path: string, pod: PodContext): FieldErrors {
  let index = 0;
  for (const variable of env) {
    const at = `${path}[${index}]`;
    if (!variable.name) yield required('env-name', `${at}.name`);
    else yield* validateName(variable.name, `${at}.name`, pod);
    if (variable.valueFrom !== undefined) yield* validateValueFrom(variable, `${at}.valueFrom`, pod);
    index++;
  }
}

const validateName = (name: string, path: string, { on }: PodContext): FieldErrors =>
  invalidFor(
    'env-name',
    path,
    name,
    on.RelaxedEnvironmentVariableValidation ? relaxedEnvName(name) : envName(name),
  );

/** V-031. */
function* validateValueFrom({ value, valueFrom = {} }: EnvVar, path: string, pod: PodContext): FieldErrors {
  const { fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef, fileKeyRef } = valueFrom;
  if (fieldRef !== undefined) yield* validateFieldRef(fieldRef, ENV_FIELDS, `${path}.fieldRef`, pod);
  if (resourceFieldRef !== undefined)
    yield* validateResourceFieldRef(resourceFieldRef, `${path}.resourceFieldRef`, false);
  if (configMapKeyRef !== undefined) yield* validateKeyRef(configMapKeyRef, `${path}.configMapKeyRef`);
  if (secretKeyRef !== undefined) yield* validateKeyRef(secretKeyRef, `${path}.secretKeyRef`);
  if (fileKeyRef !== undefined) yield* validateFileKeyRef(fileKeyRef, `${path}.fileKeyRef`);
  const sources = [fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef, fileKeyRef];
  const count = sources.filter((source) => source !== undefined).length;
  if (count === 0) yield invalid('env-value-from', path, '', oneOf(pod));
  else if (value) yield invalid('env-value-from', path, '', 'may not be specified when `value` is not empty');
  else if (count > 1)
    yield invalid('env-value-from', path, '', 'may not have more than one field specified at a time');
}

const oneOf = ({ on }: PodContext): string =>
  on.EnvFiles
    ? 'must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`'
    : 'must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef` or `secretKeyRef`';

/** V-032. */
function* validateKeyRef(
  { name = '', key = '' }: ConfigMapKeySelector | SecretKeySelector,
  path: string,
): FieldErrors {
  yield* invalidFor('env-key-ref', `${path}.name`, name, dnsSubdomain(name));
  if (key === '') yield required('env-key-ref', `${path}.key`);
  else yield* invalidFor('env-key-ref', `${path}.key`, key, configMapKey(key));
}

/** V-034. */
function* validateFileKeyRef(
  { key = '', volumeName = '', path: file = '' }: FileKeySelector,
  path: string,
): FieldErrors {
  if (key === '') yield required('env-file-key', `${path}.key`);
  else yield* invalidFor('env-file-key', `${path}.key`, key, relaxedEnvName(key));
  if (volumeName === '') yield required('env-file-key', `${path}.volumeName`);
  else yield* invalidFor('env-file-key', `${path}.volumeName`, volumeName, dnsLabel(volumeName));
  if (file === '') yield required('env-file-key', `${path}.path`);
  else yield* validateNoBacksteps('env-file-key', file, `${path}.path`);
}

/** V-034: the file of a `fileKeyRef` stands in an emptyDir. */
export function* validateFileKeyVolumes(
  env: readonly EnvVar[],
  path: string,
  { spec }: PodContext,
): FieldErrors {
  for (const [index, { valueFrom }] of env.entries()) {
    if (valueFrom?.fileKeyRef === undefined) continue;
    const { volumeName = '' } = valueFrom.fileKeyRef;
    const at = `${path}[${index}].valueFrom.fileKeyRef.volumeName`;
    const volume = spec.volumes?.findLast(({ name = '' }) => name === volumeName);
    if (volume === undefined) yield notFound('env-file-key', at, volumeName);
    else if (volume.emptyDir === undefined)
      yield invalid('env-file-key', at, volumeName, 'referenced volume must be of type emptyDir');
  }
}

/** V-033. */
export function* validateEnvFrom(
  sources: readonly EnvFromSource[],
  path: string,
  pod: PodContext,
): FieldErrors {
  for (const [index, { prefix, configMapRef, secretRef }] of sources.entries()) {
    const at = `${path}[${index}]`;
    if (prefix) yield* validateName(prefix, `${at}.prefix`, pod);
    if (configMapRef !== undefined) yield* validateReference(configMapRef.name, `${at}.configMapRef.name`);
    if (secretRef !== undefined) yield* validateReference(secretRef.name, `${at}.secretRef.name`);
    if (configMapRef === undefined && secretRef === undefined)
      yield invalid('env-from', path, '', 'must specify one of: `configMapRef` or `secretRef`');
    else if (configMapRef !== undefined && secretRef !== undefined)
      yield invalid('env-from', path, '', 'may not have more than one field specified at a time');
  }
}

function* validateReference(name = '', path = ''): FieldErrors {
  if (name === '') yield required('env-from', path);
  else yield* invalidFor('env-from', path, name, dnsSubdomain(generatedNameBase(name)));
}
