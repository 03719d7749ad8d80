import type { Finding } from '../finding.ts';
import { type JsonObject, ownText } from '../json.ts';
import type { PodTemplateSpec } from '../kubernetes/api-types.gen.ts';
import type { Release } from '../kubernetes/release.ts';
import { decode } from '../store/decode.ts';
import { defaultTemplate } from '../store/default-pod.ts';
import { dropFromPodSpec } from '../store/drop-pod-fields.ts';
import { STORED_KINDS } from '../store/kinds.ts';
import type { StructureProblem } from '../store/structure-problem.ts';
import { type PodPlace, podPlacesByShape } from '../workload/pod-places.ts';
import { type FieldError, printFieldError } from './field-error.ts';
import { DEFAULT_SERVER } from './pod/pod-context.ts';
import { validatePodTemplate } from './pod/pod-spec.ts';
import { SERVER_RULES, type ServerRuleInfo } from './server-rules.ts';

/**
 * What the rules of pod templates say of the templates inside any other kind (P-017). Advice, never a refusal: the
 * server checks such an object against its own schema, and these rules are met when its controller creates the Pods.
 */
export function validateEmbedded(value: JsonObject, release: Release): readonly Finding[] {
  const kind = ownText(value, 'kind');
  // Of its own kinds the server says it all, and of their former versions only that they are gone.
  if (STORED_KINDS.some((stored) => stored === kind)) return [];
  const isKnative = ownText(value, 'apiVersion').startsWith('serving.knative.dev/');
  return podPlacesByShape(value)
    .flatMap((place) => templateFindings(place, kind, release))
    .filter(({ path }) => !(isKnative && KNATIVE_FILLS.test(path)));
}

/** Knative fills in names and probe ports, and has fields of its own beside those of a PodSpec. */
const KNATIVE_FILLS =
  /\.containers\[\d+\]\.(?:name|(?:liveness|readiness|startup)Probe\.(?:httpGet|tcpSocket)\.port)$|\.(?:containerConcurrency|timeoutSeconds|idleTimeoutSeconds|responseStartTimeoutSeconds)$/;

function templateFindings(place: PodPlace, kind: string, release: Release): readonly Finding[] {
  const { on } = release;
  const { metadata, spec } = place;
  const { object, problems } = decode({ metadata, spec }, 'PodTemplateSpec', release);
  const template = defaultTemplate(object as PodTemplateSpec, on);
  const kept = { ...template, spec: dropFromPodSpec(template.spec ?? {}, 'spec', { on, dropped: [] }) };
  const errors = validatePodTemplate(kept, '', { on, server: DEFAULT_SERVER, isPod: false });
  return [
    ...problems.map((problem) => structureAdvice(problem, kind, place)),
    ...[...errors].map((error) => errorAdvice(error, kind, place)),
  ];
}

/** The rules speak of a template at the root: `.spec.containers[0]`, `.labels`. */
function pathInObject(path: string, { podPath, specPath }: PodPlace): string {
  const below = path.replace(/^\./, '');
  if (below === 'spec' || below.startsWith('spec.')) return specPath + below.slice('spec'.length);
  return podPath === '' ? below : `${podPath}.${below}`;
}

const because = (kind: string): string =>
  `A ${kind} is checked against the schema of its own, so the server may take it; its controller then has to create Pods from this template, and those are refused.`;

function errorAdvice(error: FieldError, kind: string, place: PodPlace): Finding {
  const path = pathInObject(error.path, place);
  const { catalogue, explanation = '' }: ServerRuleInfo = SERVER_RULES[error.rule];
  return {
    rule: 'embedded-pod-template',
    origin: 'rule',
    severity: 'warning',
    message: printFieldError({ ...error, path }),
    path,
    server: { stage: 'validation', type: error.type, detail: error.detail },
    ...(catalogue !== '' && { catalogue }),
    explanation: `${because(kind)} ${explanation}`.trim(),
  };
}

function structureAdvice(problem: StructureProblem, kind: string, place: PodPlace): Finding {
  const path = pathInObject(problem.path, place);
  const isUnknown = problem.kind === 'unknownField';
  const hint = isUnknown && problem.meant !== undefined ? ` Did you mean ${problem.meant}?` : '';
  return {
    rule: 'embedded-pod-template',
    origin: 'rule',
    severity: isUnknown ? 'info' : 'warning',
    message: isUnknown ? `unknown field "${path}"` : problem.message,
    path,
    server: { stage: isUnknown ? 'strict' : 'decode', type: '', detail: '' },
    catalogue: 'P-017',
    explanation: `${because(kind)}${hint}`,
  };
}
