import type {
  Container,
  EphemeralContainer,
  VolumeDevice,
  VolumeMount,
} from '../../kubernetes/api-types.gen.ts';
import {
  duplicate,
  type FieldErrors,
  forbidden,
  invalid,
  notFound,
  notSupported,
  required,
} from '../field-error.ts';
import type { PodContext } from '../pod/pod-context.ts';
import { validateDescendingPath } from './paths.ts';

type AnyContainer = Container | EphemeralContainer;

/** V-040 … V-043. Some paths have no index; that is how the server prints them. */
export function* validateVolumeMounts(container: AnyContainer, path: string, pod: PodContext): FieldErrors {
  const devices = container.volumeDevices ?? [];
  const mountPaths = new Set<string>();
  let index = 0;
  for (const mount of container.volumeMounts ?? []) {
    const { name = '', mountPath = '' } = mount;
    const at = `${path}[${index}]`;
    if (name === '') yield required('volume-mount-name', `${at}.name`);
    if (!pod.volumes.has(name)) yield notFound('volume-mount-name', `${at}.name`, name);
    if (mountPath === '') yield required('mount-path', `${at}.mountPath`);
    if (mountPaths.has(mountPath))
      yield invalid('mount-path', `${at}.mountPath`, mountPath, 'must be unique');
    mountPaths.add(mountPath);
    if (devices.some((device) => (device.name ?? '') === name))
      yield invalid('volume-mount-name', `${at}.name`, name, 'must not already exist in volumeDevices');
    if (lastPaths(devices).has(mountPath))
      yield invalid(
        'mount-path',
        `${at}.mountPath`,
        mountPath,
        'must not already exist as a path in volumeDevices',
      );
    yield* validateSubPaths(mount, path, at, pod);
    yield* validatePropagation(mount, container, `${path}.mountPropagation`);
    yield* validateRecursiveReadOnly(mount, `${path}.recursiveReadOnly`);
    yield* validateBindOptions(mount, `${at}.bindMountOptions`, pod);
    index++;
  }
}

/** Of devices with one name the last one counts. */
const lastPaths = (devices: readonly VolumeDevice[]): ReadonlySet<string> =>
  new Set(new Map(devices.map(({ name = '', devicePath = '' }) => [name, devicePath])).values());

function* validateSubPaths(
  { name = '', subPath = '', subPathExpr = '' }: VolumeMount,
  path: string,
  at: string,
  { on, volumes }: PodContext,
): FieldErrors {
  if (on.refusesSubPathOfImage && volumes.get(name)?.image !== undefined) {
    const detail = 'not allowed in image volume sources';
    if (subPath !== '') yield invalid('sub-path', `${at}.subPath`, subPath, detail);
    if (subPathExpr !== '') yield invalid('sub-path', `${at}.subPathExpr`, subPathExpr, detail);
  }
  if (subPath !== '') yield* validateDescendingPath('sub-path', subPath, `${path}.subPath`);
  if (subPathExpr === '') return;
  if (subPath !== '') {
    yield invalid(
      'sub-path',
      `${at}.subPathExpr`,
      subPathExpr,
      'subPathExpr and subPath are mutually exclusive',
    );
  }
  yield* validateDescendingPath('sub-path', subPathExpr, `${path}.subPathExpr`);
}

const PROPAGATIONS = ['Bidirectional', 'HostToContainer', 'None'];

function* validatePropagation(
  { mountPropagation: propagation }: VolumeMount,
  { securityContext }: AnyContainer,
  path: string,
): FieldErrors {
  if (propagation === undefined) return;
  if (!PROPAGATIONS.includes(propagation))
    yield notSupported('mount-propagation', path, propagation, PROPAGATIONS);
  if (propagation === 'Bidirectional' && securityContext?.privileged !== true) {
    yield forbidden(
      'mount-propagation',
      path,
      'Bidirectional mount propagation is available only to privileged containers',
    );
  }
}

function* validateRecursiveReadOnly(mount: VolumeMount, path: string): FieldErrors {
  const { recursiveReadOnly: value, mountPropagation = 'None' } = mount;
  if (value === undefined || value === 'Disabled') return;
  if (value !== 'Enabled' && value !== 'IfPossible') {
    yield notSupported('recursive-read-only', path, value, ['Disabled', 'Enabled', 'IfPossible']);
    return;
  }
  if (mount.readOnly !== true)
    yield forbidden('recursive-read-only', path, 'may only be specified when readOnly is true');
  if (mountPropagation !== 'None') {
    yield forbidden(
      'recursive-read-only',
      path,
      'may only be specified when mountPropagation is None or not specified',
    );
  }
}

const BIND_OPTIONS = ['nodev', 'noexec', 'nosuid'];

/** V-046 (KEP-5855). */
function* validateBindOptions(
  { name = '', bindMountOptions = [] }: VolumeMount,
  path: string,
  { volumes }: PodContext,
): FieldErrors {
  for (const [index, option] of bindMountOptions.entries()) {
    const at = `${path}[${index}]`;
    if (!BIND_OPTIONS.includes(option)) yield notSupported('bind-mount-options', at, option, BIND_OPTIONS);
    if (bindMountOptions.indexOf(option) < index) yield duplicate('bind-mount-options', at, option);
  }
  if (bindMountOptions.length > 0 && volumes.get(name)?.image !== undefined) {
    const detail = 'bindMountOptions may not be used with image volumes';
    yield invalid('bind-mount-options', path, bindMountOptions, detail);
  }
}

/** Raw block devices. */
export function* validateVolumeDevices(container: AnyContainer, path: string, pod: PodContext): FieldErrors {
  const mounts = new Map(
    (container.volumeMounts ?? []).map(({ name = '', mountPath = '' }) => [name, mountPath]),
  );
  const mountPaths = new Set(mounts.values());
  const names = new Set<string>();
  const paths = new Set<string>();
  for (const [index, { name = '', devicePath = '' }] of (container.volumeDevices ?? []).entries()) {
    const nameAt = `${path}[${index}].name`;
    const pathAt = `${path}[${index}].devicePath`;
    const volume = pod.volumes.get(name);
    const report = (at: string, value: string, detail: string) =>
      invalid('volume-devices', at, value, detail);
    if (name === '') yield required('volume-devices', nameAt);
    if (names.has(name)) yield report(nameAt, name, 'must be unique');
    if (volume === undefined) yield notFound('volume-devices', nameAt, name);
    else if (volume.persistentVolumeClaim === undefined && volume.ephemeral === undefined) {
      yield report(
        nameAt,
        name,
        'can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode',
      );
    }
    if (devicePath === '') yield required('volume-devices', pathAt);
    if (paths.has(devicePath)) yield report(pathAt, devicePath, 'must be unique');
    if (devicePath.split('/').includes('..'))
      yield report(pathAt, devicePath, "can not contain backsteps ('..')");
    else paths.add(devicePath);
    if (mounts.has(name)) yield report(nameAt, name, 'must not already exist in volumeMounts');
    if (mountPaths.has(devicePath))
      yield report(pathAt, devicePath, 'must not already exist as a path in volumeMounts');
    if (name !== '') names.add(name);
  }
}
