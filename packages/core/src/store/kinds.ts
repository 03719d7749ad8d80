/** The kinds whose own validation Outrider knows. */
export const STORED_KINDS = [
  'Pod',
  'PodTemplate',
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'ReplicationController',
  'Job',
  'CronJob',
] as const;

export type StoredKind = (typeof STORED_KINDS)[number];

const API_VERSIONS: Readonly<Record<StoredKind, string>> = {
  Pod: 'v1',
  PodTemplate: 'v1',
  Deployment: 'apps/v1',
  StatefulSet: 'apps/v1',
  DaemonSet: 'apps/v1',
  ReplicaSet: 'apps/v1',
  ReplicationController: 'v1',
  Job: 'batch/v1',
  CronJob: 'batch/v1',
};

/** The kind of an object, if it is one of those; without an apiVersion the name has to do. */
export const storedKind = (apiVersion: string, kind: string): StoredKind | undefined =>
  STORED_KINDS.find((known) => known === kind && (apiVersion === '' || apiVersion === API_VERSIONS[known]));
