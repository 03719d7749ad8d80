import {
  containersNamed,
  type FindOffence,
  isWindows,
  quoted,
  type SecurityCheck,
  sortedSet,
  type Visited,
  visited,
} from '../check.ts';

const DEFAULT_SET: readonly string[] = [
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
];

const added = ({ security }: Visited, allowed: readonly string[]): readonly string[] =>
  (security.capabilities?.add ?? []).filter((capability) => !allowed.includes(capability));

function mustNotAdd(bad: readonly Visited[], allowed: readonly string[]): string {
  const capabilities = sortedSet(bad.flatMap((one) => added(one, allowed)));
  const names = containersNamed(bad.map(({ name }) => name));
  return `${names} must not include ${quoted(capabilities)} in securityContext.capabilities.add`;
}

const addPath = ({ securityPath }: Visited): string => `${securityPath}.capabilities.add`;

/** `check_capabilities_baseline.go` */
export const capabilitiesBaseline: SecurityCheck = {
  id: 'capabilities_baseline',
  level: 'baseline',
  revisions: [
    {
      since: 0,
      find: (pod) => {
        const bad = visited(pod).filter((one) => added(one, DEFAULT_SET).length > 0);
        if (bad.length === 0) return undefined;
        return {
          reason: 'non-default capabilities',
          detail: mustNotAdd(bad, DEFAULT_SET),
          paths: bad.map(addPath),
        };
      },
    },
  ],
};

const ADDABLE: readonly string[] = ['NET_BIND_SERVICE'];

const restricted: FindOffence = (pod) => {
  const containers = visited(pod);
  const keeping = containers.filter(({ security }) => !(security.capabilities?.drop ?? []).includes('ALL'));
  const adding = containers.filter((one) => added(one, ADDABLE).length > 0);
  if (keeping.length + adding.length === 0) return undefined;
  const names = containersNamed(keeping.map(({ name }) => name));
  return {
    reason: 'unrestricted capabilities',
    detail: [
      ...(keeping.length > 0 ? [`${names} must set securityContext.capabilities.drop=["ALL"]`] : []),
      ...(adding.length > 0 ? [mustNotAdd(adding, ADDABLE)] : []),
    ].join('; '),
    paths: [...keeping.map(({ securityPath }) => securityPath), ...adding.map(addPath)],
  };
};

/** `check_capabilities_restricted.go` */
export const capabilitiesRestricted: SecurityCheck = {
  id: 'capabilities_restricted',
  level: 'restricted',
  replaces: 'capabilities_baseline',
  revisions: [
    { since: 22, find: restricted },
    { since: 25, find: (pod, on) => (isWindows(pod) ? undefined : restricted(pod, on)) },
  ],
};
