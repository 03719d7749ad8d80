import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';

/** Where the API's own kinds keep their Pod, the object that has `metadata` and `spec`. */
const POD_PATHS: ReadonlyMap<string, readonly string[]> = new Map([
  ['core/Pod', []],
  ['core/PodTemplate', ['template']],
  ['core/ReplicationController', ['spec', 'template']],
  ['apps/Deployment', ['spec', 'template']],
  ['apps/StatefulSet', ['spec', 'template']],
  ['apps/DaemonSet', ['spec', 'template']],
  ['apps/ReplicaSet', ['spec', 'template']],
  ['batch/Job', ['spec', 'template']],
  ['batch/CronJob', ['spec', 'jobTemplate', 'spec', 'template']],
]);

/** An object of the API that is a Pod or makes Pods; a cdk8s-plus workload is none, the ApiObject inside it is. */
export const holdsPod = (construct: IConstruct): construct is ApiObject =>
  ApiObject.isApiObject(construct) && POD_PATHS.has(`${construct.apiGroup}/${construct.kind}`);

/** The path of the Pod inside such an object. */
export const podPathOf = ({ apiGroup, kind }: ApiObject): readonly string[] =>
  POD_PATHS.get(`${apiGroup}/${kind}`) ?? [];

/** The workloads in a construct, itself included. */
export const workloadsIn = (scope: IConstruct): readonly ApiObject[] => scope.node.findAll().filter(holdsPod);
