import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';

/** Where the API's own kinds keep their Pod's spec. */
const SPEC_PATHS: ReadonlyMap<string, readonly string[]> = new Map([
  ['core/Pod', ['spec']],
  ['core/PodTemplate', ['template', 'spec']],
  ['core/ReplicationController', ['spec', 'template', 'spec']],
  ['apps/Deployment', ['spec', 'template', 'spec']],
  ['apps/StatefulSet', ['spec', 'template', 'spec']],
  ['apps/DaemonSet', ['spec', 'template', 'spec']],
  ['apps/ReplicaSet', ['spec', 'template', 'spec']],
  ['batch/Job', ['spec', 'template', 'spec']],
  ['batch/CronJob', ['spec', 'jobTemplate', 'spec', 'template', 'spec']],
]);

/** An object of the API that is a Pod or makes Pods; a cdk8s-plus workload is none, the ApiObject inside it is. */
export const holdsPod = (construct: IConstruct): construct is ApiObject =>
  ApiObject.isApiObject(construct) && SPEC_PATHS.has(`${construct.apiGroup}/${construct.kind}`);

/** The path of the Pod's spec inside such an object. */
export const podSpecPathOf = ({ apiGroup, kind }: ApiObject): readonly string[] =>
  SPEC_PATHS.get(`${apiGroup}/${kind}`) ?? [];
