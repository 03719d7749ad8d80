import type { PodSpec } from '../kubernetes/api-types.gen.ts';
import type { ApiObject } from '../store/stored-object.ts';

/** The PodSpec of an object, or of the template in it. */
export function podSpecOf(api: ApiObject): PodSpec | undefined {
  switch (api.kind) {
    case 'Pod':
      return api.object.spec;
    case 'PodTemplate':
      return api.object.template?.spec;
    case 'CronJob':
      return api.object.spec?.jobTemplate?.spec?.template?.spec;
    default:
      return api.object.spec?.template?.spec;
  }
}
