import type { ApiObject } from '../store/stored-object.ts';
import type { FieldErrors } from './field-error.ts';
import {
  validateDaemonSet,
  validateDeployment,
  validatePodTemplateObject,
  validateReplicaSet,
  validateReplicationController,
} from './kinds/controllers.ts';
import { validateCronJob, validateJob } from './kinds/jobs.ts';
import { validateStatefulSet } from './kinds/stateful-set.ts';
import type { PodPosition } from './pod/pod-context.ts';
import { validatePod } from './pod/pod-spec.ts';

/** The 422 of a create: every error, in the server's order. The object is as it is stored. */
export function validateFields(
  api: ApiObject,
  position: Omit<PodPosition, 'isPod' | 'metadata'>,
): FieldErrors {
  const template: PodPosition = { ...position, isPod: false };
  switch (api.kind) {
    case 'Pod':
      return validatePod(api.object, { ...position, isPod: true, metadata: api.object.metadata });
    case 'PodTemplate':
      return validatePodTemplateObject(api.object, template);
    case 'Deployment':
      return validateDeployment(api.object, template);
    case 'StatefulSet':
      return validateStatefulSet(api.object, template);
    case 'DaemonSet':
      return validateDaemonSet(api.object, template);
    case 'ReplicaSet':
      return validateReplicaSet(api.object, template);
    case 'ReplicationController':
      return validateReplicationController(api.object, template);
    case 'Job':
      return validateJob(api.object, template);
    case 'CronJob':
      return validateCronJob(api.object, template);
  }
}
