import type { QuantityQuirk } from '../quantity/kubernetes-overflow.ts';
import type { ResourceAmounts } from '../quantity/resource-list.ts';

/** What an expert would point out of a Pod's sums: traps and free wins (R-009, R-050, R-070, R-091 … ). */
export type ResourceNote =
  | InitPeak
  | InitAfterSidecar
  | CostsGuaranteed
  | RequestFromLimit
  | LimitAtLeast
  | PodLimitAsOwn
  | RequestAboveDefaultLimit
  | QuirkyQuantity
  | LikelySlip;

/** An init container needs more than the running Pod; the Pod reserves that for its whole life. */
export interface InitPeak {
  readonly kind: 'init-peak';
  readonly container: string;
  readonly path: string;
  /** Above the run phase. */
  readonly extra: ResourceAmounts;
}

/** An init container comes after sidecars that count on top of it; before them it costs less. */
export interface InitAfterSidecar {
  readonly kind: 'init-after-sidecar';
  readonly container: string;
  readonly path: string;
  readonly sidecars: readonly string[];
  readonly saves: ResourceAmounts;
}

/** The one container that keeps the Pod from being Guaranteed. */
export interface CostsGuaranteed {
  readonly kind: 'costs-guaranteed';
  readonly container: string;
  readonly path: string;
}

/** A container that names a limit alone reserves all of it. */
export interface RequestFromLimit {
  readonly kind: 'request-from-limit';
  readonly container: string;
  readonly path: string;
  readonly reserves: ResourceAmounts;
}

/** A limit of the Pod that not every container shares, and whether the kubelet caps the Pod all the same. */
export interface LimitAtLeast {
  readonly kind: 'limit-at-least';
  readonly resource: string;
  /** Containers without the limit. */
  readonly containers: readonly string[];
  /** `capped`: at the sum of the others' limits, by the order of containers (R-092); `uncapped`: not at all (R-091). */
  readonly podCgroup: 'capped' | 'uncapped';
}

/** A container without cpu values gets CPU shares by the whole Pod's limit. */
export interface PodLimitAsOwn {
  readonly kind: 'pod-limit-as-own';
  readonly container: string;
  readonly path: string;
  readonly cpuShares: number;
  /** Containers that ask for CPU themselves and get a smaller share. */
  readonly outweighs: readonly string[];
}

/** A LimitRange's default limit lies below the container's own request: the API server then refuses. */
export interface RequestAboveDefaultLimit {
  readonly kind: 'request-above-default-limit';
  readonly container: string;
  readonly path: string;
  readonly resources: readonly string[];
}

/** A quantity of which Kubernetes makes something else than it says. */
export interface QuirkyQuantity {
  readonly kind: 'quirky-quantity';
  readonly container: string;
  readonly path: string;
  readonly text: string;
  readonly quirks: readonly QuantityQuirk[];
}

/** An amount that Kubernetes takes as written, and that hardly anybody means. */
export interface LikelySlip {
  readonly kind: 'likely-slip';
  readonly container: string;
  readonly path: string;
  readonly text: string;
  readonly slip: Slip;
}

/** `milli-bytes`: memory in thousandths; `tiny-memory`: below 4Mi; `huge-cpu`: above 100 CPUs; `decimal-mega`: 512M. */
export type Slip = 'milli-bytes' | 'tiny-memory' | 'huge-cpu' | 'decimal-mega';

/** A note in words: one sentence, in Kubernetes' terms. */
export function describeNote(note: ResourceNote): string {
  switch (note.kind) {
    case 'init-peak':
      return `Init container ${note.container} needs ${spell(note.extra)} more than the running Pod; the scheduler reserves that for the Pod's whole life.`;
    case 'init-after-sidecar':
      return `Init container ${note.container} runs beside ${join(note.sidecars)}; listed before, it would lower the Pod's requests by ${spell(note.saves)}.`;
    case 'costs-guaranteed':
      return `Container ${note.container} alone keeps the Pod from QoS class Guaranteed: it needs cpu and memory limits, with equal requests.`;
    case 'request-from-limit':
      return `Container ${note.container} has limits without requests, so it reserves all of them: ${spell(note.reserves)}.`;
    case 'limit-at-least':
      return describeLimit(note);
    case 'pod-limit-as-own':
      return `Container ${note.container} asks for no cpu and gets the Pod's limit as its own: ${note.cpuShares} CPU shares, more than ${join(note.outweighs)}.`;
    case 'request-above-default-limit':
      return `Container ${note.container} requests more ${join(note.resources)} than the LimitRange's default limit gives it; the API server refuses the Pod.`;
    case 'quirky-quantity':
      return `Quantity "${note.text}" of container ${note.container}: ${note.quirks.map((quirk) => QUIRKS[quirk]).join('; ')}.`;
    case 'likely-slip':
      return `Quantity "${note.text}" of container ${note.container}: ${SLIPS[note.slip]}.`;
  }
}

function describeLimit({ resource, containers, podCgroup }: LimitAtLeast): string {
  const without = `${join(containers)} ${containers.length === 1 ? 'has' : 'have'} no ${resource} limit`;
  return podCgroup === 'capped'
    ? `${without}, yet the kubelet caps the Pod at the sum of the other limits.`
    : `${without}: the Pod's ${resource} limit is a sum of the others, and the kubelet sets none on the Pod.`;
}

const QUIRKS: Readonly<Record<QuantityQuirk, string>> = {
  'digitless-zero': 'it has no digit, and Kubernetes takes it for zero',
  'verbatim-cached': 'Kubernetes prints it as typed',
  'milli-overflow': 'its thousandths overflow in Kubernetes, which then computes with a wrong number',
  'value-overflow': 'it overflows in Kubernetes, which then computes with a wrong number',
  'suffix-lost': 'Kubernetes prints it without its suffix',
  'negative-rounding': 'Kubernetes rounds it up although it is negative',
  'int32-exponent-wrap': 'Kubernetes cuts its exponent to 32 bits',
};

const SLIPS: Readonly<Record<Slip, string>> = {
  'milli-bytes': 'm means thousandths, here of a byte',
  'tiny-memory': 'that is less than 4Mi of memory',
  'huge-cpu': 'that is more than 100 CPUs; thousandths have the suffix m',
  'decimal-mega': 'M is 1000000 bytes, 4.6 % less than Mi',
};

const spell = (amounts: ResourceAmounts): string =>
  join(Object.entries(amounts).map(([name, amount]) => `${amount} ${name}`));

const join = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
