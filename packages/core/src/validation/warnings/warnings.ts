import type { Finding } from '../../finding.ts';
import type { ObjectMeta } from '../../kubernetes/api-types.gen.ts';
import type { Release } from '../../kubernetes/release.ts';
import type { ApiObject } from '../../store/stored-object.ts';
import { nameOf } from '../metadata.ts';
import { dnsLabel } from '../text/names.ts';
import { claimWarnings, jobWarnings, podWarnings } from './pod-warnings.ts';
import type { Warning } from './warning.ts';

type Features = Release['on'];

/** The Warning headers of a create that is accepted (W-001 … W-011), in the server's order. */
export const warningsOf = (api: ApiObject, on: Features): readonly Finding[] =>
  [...warnings(api, on)].map(({ catalogue, path, text }) => ({
    rule: `server/warning-${catalogue.toLowerCase()}`,
    origin: 'server-warning',
    severity: 'warning',
    message: text,
    path,
    catalogue,
  }));

function* warnings(api: ApiObject, on: Features): Generator<Warning, void, undefined> {
  switch (api.kind) {
    case 'Pod':
      yield* nameWarning(api.object.metadata, "the Pod's hostname");
      return yield* podWarnings(api.object, { prefix: '', isTemplate: false, on });
    case 'PodTemplate':
      return yield* podWarnings(api.object.template ?? {}, { prefix: 'template.', isTemplate: true, on });
    case 'Job':
      yield* nameWarning(api.object.metadata);
      return yield* jobWarnings(api.object.spec ?? {}, 'spec', on);
    case 'CronJob':
      yield* nameWarning(api.object.metadata);
      return yield* jobWarnings(api.object.spec?.jobTemplate?.spec ?? {}, 'spec.jobTemplate.spec', on);
    case 'Deployment':
    case 'ReplicaSet':
    case 'ReplicationController':
      yield* nameWarning(api.object.metadata);
      break;
    case 'StatefulSet':
    case 'DaemonSet':
  }
  yield* podWarnings(api.object.spec?.template ?? {}, { prefix: 'spec.template.', isTemplate: true, on });
  if (api.kind === 'StatefulSet') yield* statefulSetWarnings(api, on);
}

/** W-001. */
function* nameWarning(
  metadata: ObjectMeta = {},
  use = 'Pod names and hostnames',
): Generator<Warning, void, undefined> {
  const messages = dnsLabel(nameOf(metadata));
  if (messages.length === 0) return;
  yield {
    catalogue: 'W-001',
    path: 'metadata.name',
    text: `metadata.name: this is used in ${use}, which can result in surprising behavior; a DNS label is recommended: [${messages.join(' ')}]`,
  };
}

/** W-011. */
function* statefulSetWarnings(
  api: Extract<ApiObject, { kind: 'StatefulSet' }>,
  on: Features,
): Generator<Warning, void, undefined> {
  const { volumeClaimTemplates = [], revisionHistoryLimit = 0 } = api.object.spec ?? {};
  for (const [index, { spec = {} }] of volumeClaimTemplates.entries())
    yield* claimWarnings(spec, `spec.volumeClaimTemplates[${index}]`);
  if (revisionHistoryLimit >= 0 || !on.warnsOfRevisionHistory) return;
  yield {
    catalogue: 'W-011',
    path: 'spec.revisionHistoryLimit',
    text: 'spec.revisionHistoryLimit: a negative value retains all historical revisions; a value >= 0 is recommended',
  };
}
