/** Without a domain, or of Kubernetes' own domain (`IsNativeResource`). */
export const isNativeResource = (name: string): boolean =>
  !name.includes('/') || name.includes('kubernetes.io/');

/** A vendor's resource such as `nvidia.com/gpu` (`IsExtendedResourceName`). */
export const isExtendedResource = (name: string): boolean =>
  !isNativeResource(name) && !name.startsWith('requests.');

export const isHugepages = (name: string): boolean => name.startsWith('hugepages-');

/** What the scheduler counts besides cpu, memory and ephemeral-storage (`IsScalarResourceName`, R-060). */
export const isScalarResource = (name: string): boolean =>
  isExtendedResource(name) ||
  isHugepages(name) ||
  name.startsWith('attachable-volumes-') ||
  (name.includes('/') && isNativeResource(name));
