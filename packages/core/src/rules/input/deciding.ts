import type { ManifestObject } from '../../manifest/manifest.ts';

/** Kinds that rules look up beside the workload that they are asked about. */
const DECIDING: ReadonlySet<string> = new Set([
  'ConfigMap',
  'CustomResourceDefinition',
  'HorizontalPodAutoscaler',
  'LimitRange',
  'Namespace',
  'NetworkPolicy',
  'ResourceQuota',
  'Service',
  'TektonConfig',
  'TektonPipeline',
  'VerticalPodAutoscaler',
]);

/** Whether advice about other objects may depend on this one. */
export const decides = ({ source }: ManifestObject): boolean => DECIDING.has(source.kind);

/** A kind stands in the text as it is, unless somebody wrote it with escapes or a tag such as `!!binary`. */
const MAY_DECIDE = new RegExp(`\\b(?:${[...DECIDING].join('|')})(?:List)?\\b|\\\\|![!<\\w]`);

/** Whether an object that decides may stand in a text; `false` is certain. */
export const mayDecide = (text: string): boolean => MAY_DECIDE.test(text);
