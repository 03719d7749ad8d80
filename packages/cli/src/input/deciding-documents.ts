/** Kinds that decide over workloads in other files: what sums and rules look up. */
const DECIDING =
  /\bkind["']?[ \t]*:[ \t]*["']?(?:ConfigMap|CustomResourceDefinition|HorizontalPodAutoscaler|LimitRange|Namespace|NetworkPolicy|PodMonitor|ResourceQuota|Service|ServiceMonitor|VerticalPodAutoscaler)\b/;

/** A text as its documents; joined they are the text. */
const documentsOf = (text: string): readonly string[] => text.split(/(?<=\n)(?=---)/);

/** The documents that may decide over workloads elsewhere, as text. */
export const decidingDocuments = (text: string): readonly string[] =>
  DECIDING.test(text) ? documentsOf(text).filter((document) => DECIDING.test(document)) : [];

/** The text with all other documents blank, so that lines keep their numbers; nothing if none decides. */
export function onlyDeciding(text: string): string | undefined {
  if (!DECIDING.test(text)) return undefined;
  const kept = documentsOf(text).map((document) => (DECIDING.test(document) ? document : blank(document)));
  return kept.join('');
}

const blank = (document: string): string => document.replace(/[^\n]+/g, '');
