import type { LookFurther } from './explanation.ts';
import type { LiveContainer, LivePod } from './live-pod.ts';

/** A word of a shell command: names of Kubernetes need no quotes, whatever else an input may hold does. */
const word = (text: string): string =>
  /^[\w.,:/=@%+-]+$/.test(text) && !text.startsWith('-') ? text : `'${text.replaceAll("'", `'\\''`)}'`;

const command = ({ metadata }: LivePod, ...words: readonly string[]): string => {
  const { namespace = '' } = metadata;
  const place = namespace === '' ? [] : ['-n', word(namespace)];
  return ['kubectl', ...words, ...place].join(' ');
};

const podWord = ({ metadata }: LivePod): string => word(metadata.name ?? '');

export const logs = (pod: LivePod, { plan }: LiveContainer): LookFurther => ({
  command: command(pod, 'logs', podWord(pod), '-c', word(plan.name)),
  says: `what "${plan.name}" writes`,
});

export const previousLogs = (pod: LivePod, { plan }: LiveContainer): LookFurther => ({
  command: command(pod, 'logs', podWord(pod), '-c', word(plan.name), '--previous'),
  says: `what "${plan.name}" wrote before it ended`,
});

/** Of the instance that ended last: once another has begun, or may begin at any moment, it is the previous one. */
export const lastLogs = (pod: LivePod, container: LiveContainer): LookFurther => {
  const { running, waiting } = container.api?.state ?? {};
  const replaced = running !== undefined || (waiting !== undefined && container.newest !== null);
  if (replaced) return previousLogs(pod, container);
  return { ...logs(pod, container), says: `what "${container.plan.name}" wrote before it ended` };
};

export const podEvents = (pod: LivePod, says: string): LookFurther => ({
  command: command(pod, 'events', '--for', word(`pod/${pod.metadata.name ?? ''}`)),
  says,
});

export const describePod = (pod: LivePod, says: string): LookFurther => ({
  command: command(pod, 'describe', 'pod', podWord(pod)),
  says,
});

/** Of the node, where there is one. */
export const describeNode = (pod: LivePod, says: string): readonly LookFurther[] =>
  pod.spec.nodeName === undefined
    ? []
    : [{ command: `kubectl describe node ${word(pod.spec.nodeName)}`, says }];

export const getField = (pod: LivePod, path: string, says: string): LookFurther => ({
  command: command(pod, 'get', 'pod', podWord(pod), '-o', word(`jsonpath={${path}}`)),
  says,
});

export const getKinds = (pod: LivePod, kinds: string, says: string): LookFurther => ({
  command: command(pod, 'get', kinds),
  says,
});
