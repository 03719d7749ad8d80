/** A rule of the server's validation: which rows of the fact sheet it carries, and what to tell people. */
export interface ServerRuleInfo {
  /** Rows of the fact sheet, e.g. `V-103`; empty where it has none. */
  readonly catalogue: string;
  /** Why Kubernetes refuses it, and what to write. */
  readonly explanation?: string;
}

/** Every rule by its name; findings carry it as `server/<name>`. */
export const SERVER_RULES = {
  'object-name': {
    catalogue: 'V-001',
    explanation:
      'The name becomes part of DNS names, so it may hold lower case letters, digits, "-" and "." only, and begins and ends with a letter or digit.',
  },
  namespace: { catalogue: 'V-001' },
  metadata: { catalogue: '' },
  labels: {
    catalogue: 'V-002',
    explanation:
      'Labels are matched by selectors. A value has at most 63 letters, digits, "-", "_" or "."; put anything else into an annotation.',
  },
  annotations: { catalogue: 'V-002' },
  'owner-references': { catalogue: '' },
  finalizers: { catalogue: '' },
  selector: {
    catalogue: 'V-222',
    explanation:
      'The controller finds its Pods by this selector, so it has to be there, valid and not empty.',
  },
  'selector-matches-labels': {
    catalogue: 'V-222',
    explanation:
      'The controller would create Pods that it does not find again. Give the template the labels that the selector names.',
  },
  'container-name': {
    catalogue: 'V-010',
    explanation:
      'Each container has a name of lower case letters, digits and "-", at most 63 characters long.',
  },
  'container-name-duplicate': {
    catalogue: 'V-013, V-105',
    explanation:
      'Names are how kubectl logs, probes and statuses tell containers apart; init containers and sidecars share them with the regular ones. Rename one of the two.',
  },
  image: { catalogue: 'V-011', explanation: 'Each container names the image it runs.' },
  containers: {
    catalogue: 'V-012',
    explanation:
      'A Pod needs at least one regular container; sidecars stand in initContainers and do not count.',
  },
  'pull-policy': { catalogue: 'V-014' },
  'termination-message-policy': { catalogue: 'V-015' },
  'security-context': { catalogue: 'V-016' },
  privileged: { catalogue: 'V-016' },
  'windows-options': { catalogue: '' },
  'container-port': { catalogue: 'V-020' },
  'host-port': { catalogue: 'V-021' },
  'port-protocol': { catalogue: 'V-022' },
  'port-name': { catalogue: 'V-023, V-024' },
  'host-port-conflict': { catalogue: 'V-026' },
  'env-name': { catalogue: 'V-030' },
  'env-value-from': { catalogue: 'V-031' },
  'env-key-ref': { catalogue: 'V-032' },
  'field-ref': { catalogue: 'V-032' },
  'resource-field-ref': { catalogue: 'V-032' },
  'env-from': { catalogue: 'V-033' },
  'env-file-key': { catalogue: 'V-034' },
  'volume-mount-name': {
    catalogue: 'V-040',
    explanation: 'A mount names a volume of the Pod. Add the volume, or correct the name.',
  },
  'mount-path': { catalogue: 'V-041' },
  'sub-path': { catalogue: 'V-042' },
  'mount-propagation': { catalogue: 'V-042' },
  'recursive-read-only': { catalogue: 'V-043' },
  'bind-mount-options': { catalogue: 'V-046' },
  'volume-devices': { catalogue: '' },
  'volume-name': { catalogue: 'V-044' },
  'volume-source': { catalogue: 'V-044, V-045' },
  'volume-claim': { catalogue: 'V-231' },
  'projected-volume': { catalogue: '' },
  'service-account-token': {
    catalogue: '',
    explanation:
      'This is the server without admission plugins. On a cluster with the ServiceAccount plugin, which is nearly every one, a Pod without a name gets serviceAccountName: default before it is checked, and passes; write it to be independent of that.',
  },
  'resource-name': {
    catalogue: 'V-050',
    explanation:
      'A container may name cpu, memory, ephemeral-storage, hugepages-<size>, and extended resources with a domain such as example.com/gpu.',
  },
  'resource-amount': { catalogue: 'V-053, V-055' },
  'resource-limit': {
    catalogue: 'V-051, V-052',
    explanation:
      'A container cannot be promised more than it may use. Lower the request or raise the limit; huge pages and extended resources want both to be equal.',
  },
  hugepages: { catalogue: 'V-054' },
  'resource-claims': { catalogue: 'V-056' },
  'pod-claims': { catalogue: '' },
  'resize-policy': { catalogue: 'V-060, V-061' },
  'init-resize-policy': { catalogue: 'V-062, V-063' },
  'probe-handler': {
    catalogue: 'V-070',
    explanation: 'A probe does one thing: exec, httpGet, tcpSocket or grpc.',
  },
  'probe-numbers': { catalogue: 'V-071' },
  'probe-grace-period': { catalogue: 'V-072' },
  'success-threshold': {
    catalogue: 'V-073',
    explanation:
      'One success proves that a container lives or has started; only a readinessProbe may ask for several in a row.',
  },
  'readiness-grace-period': {
    catalogue: 'V-074',
    explanation: 'A failing readinessProbe stops traffic, not the container, so there is nothing to grace.',
  },
  'exec-command': { catalogue: 'V-075' },
  'http-get': { catalogue: 'V-076' },
  grpc: { catalogue: 'V-078' },
  'handler-port': { catalogue: 'V-076, V-077, V-078' },
  'lifecycle-handler': {
    catalogue: 'V-080',
    explanation: 'A hook does one thing: exec, httpGet, tcpSocket or, where the release has it, sleep.',
  },
  'sleep-seconds': {
    catalogue: 'V-083',
    explanation:
      'The kubelet kills the container when terminationGracePeriodSeconds is over, so a longer sleep could never end.',
  },
  'stop-signal': { catalogue: 'V-084' },
  'restart-policy': {
    catalogue: 'V-101, V-110, V-111',
    explanation:
      'restartPolicy: Always, spelled like this, makes an init container a sidecar. Leave the field out for one that runs once.',
  },
  'regular-restart-policy': {
    catalogue: 'V-102',
    explanation:
      'Until 1.35 the restart policy of regular containers is the one of the Pod. If this is a sidecar, move it to initContainers.',
  },
  'init-hooks-and-probes': {
    catalogue: 'V-103',
    explanation:
      'An init container ends before the next container starts, so there is nothing to probe and no one to stop it. If it is to keep running, make it a sidecar with restartPolicy: Always; otherwise remove the field.',
  },
  'restart-rules': { catalogue: 'V-112, V-113, V-114, V-115' },
  'ephemeral-container': { catalogue: 'V-120, V-121, V-122' },
  'pod-restart-policy': { catalogue: 'V-130' },
  'active-deadline': { catalogue: 'V-131' },
  'host-network-port': { catalogue: 'V-140' },
  os: { catalogue: 'V-141' },
  'os-fields': { catalogue: '' },
  'host-users': { catalogue: '' },
  'host-process': { catalogue: '' },
  'pod-resource-name': { catalogue: 'V-151' },
  'pod-resource-claims': { catalogue: 'V-151' },
  'pod-resource-requests': {
    catalogue: 'V-152',
    explanation:
      'The Pod as a whole has to be promised at least what its containers are promised together, sidecars included.',
  },
  'pod-resource-limits': { catalogue: 'V-153, V-155' },
  'pod-resources-windows': { catalogue: 'V-154' },
  'pod-annotations': { catalogue: '' },
  affinity: { catalogue: '' },
  tolerations: { catalogue: '' },
  'topology-spread': { catalogue: '' },
  'scheduling-gates': { catalogue: '' },
  'scheduling-group': { catalogue: '' },
  'eviction-responders': { catalogue: 'V-133' },
  'readiness-gates': { catalogue: '' },
  dns: { catalogue: '' },
  'ip-address': { catalogue: '' },
  'host-aliases': { catalogue: '' },
  hostname: { catalogue: '' },
  'reference-name': { catalogue: '' },
  'preemption-policy': { catalogue: '' },
  'job-restart-policy': {
    catalogue: 'V-200',
    explanation:
      'A Job ends, so its Pods cannot be restarted always, which is the default. Write restartPolicy: Never or OnFailure into the template; sidecars keep their own Always.',
  },
  'failure-policy-restart': { catalogue: 'V-201' },
  'pod-failure-policy': { catalogue: 'V-202' },
  'job-numbers': { catalogue: 'V-203' },
  'job-indexes': { catalogue: 'V-203' },
  'job-selector': {
    catalogue: 'V-204, V-213',
    explanation: 'The server gives each Job a selector of its own. Leave selector out.',
  },
  'indexed-job-name': { catalogue: 'V-205' },
  'success-policy': { catalogue: '' },
  'pod-replacement-policy': { catalogue: '' },
  'managed-by': { catalogue: '' },
  'job-scheduling': { catalogue: 'V-206' },
  'cron-schedule': { catalogue: 'V-210' },
  'cron-time-zone': { catalogue: 'V-211' },
  'cron-job': { catalogue: 'V-211' },
  'cron-job-name': { catalogue: 'V-212' },
  'controller-restart-policy': {
    catalogue: 'V-221',
    explanation:
      'This controller keeps its Pods running, so they are always restarted. For work that ends, use a Job.',
  },
  'controller-active-deadline': { catalogue: 'V-221' },
  replicas: { catalogue: 'V-223' },
  'progress-deadline': { catalogue: 'V-223' },
  'update-strategy': { catalogue: 'V-223, V-232' },
  'shared-disk': { catalogue: '' },
  template: { catalogue: '' },
  'stateful-set': { catalogue: 'V-232' },
  'pod-update': { catalogue: 'V-300, V-301, V-302, V-303, V-304, V-305' },
  'pod-resize': { catalogue: 'V-311, V-312, V-313, V-314, V-315, V-316, V-317, V-318, V-319' },
  'ephemeral-update': { catalogue: 'V-123' },
  'immutable-field': { catalogue: 'V-320, V-322, V-323' },
} as const;

export type ServerRule = keyof typeof SERVER_RULES;
