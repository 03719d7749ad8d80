/** A scheduler other than Kubernetes' own that counts devices of sidecars wrong in some releases. */
export interface MiscountingScheduler {
  /** Id of the product in `settings.products`. */
  readonly product: string;
  /** `spec.schedulerName`. */
  readonly names: readonly string[];
  /** The resources that it gets wrong. */
  readonly devices: RegExp;
  /** What it takes them for. */
  readonly counts: string;
  /** First release that gets them right; absent where none does. */
  readonly fixedIn?: string;
  readonly source: string;
  readonly checked: string;
}

export const MISCOUNTING_SCHEDULERS: readonly MiscountingScheduler[] = [
  {
    product: 'volcano',
    names: ['volcano'],
    devices: /^volcano\.sh\/gpu-(?:memory|number)$/,
    counts: 'as those of init containers, which end before the app starts',
    source: 'volcano-sh/volcano#5829, #5832 (open)',
    checked: '2026-11',
  },
  {
    product: 'volcano',
    names: ['volcano'],
    devices: /\//,
    counts: 'as those of init containers, which end before the app starts',
    fixedIn: '1.11.0',
    source: 'R-119; volcano-sh/volcano#3513, #3706',
    checked: '2026-11',
  },
  {
    product: 'hami',
    names: ['hami-scheduler'],
    devices: /^nvidia\.com\/gpu(?:mem|cores|mem-percentage)?$/,
    counts: 'as those of init containers, and gives them away once the init containers have ended',
    source: 'Project-HAMi/HAMi#2563, #2723 (not in v2.10.0)',
    checked: '2026-11',
  },
];
