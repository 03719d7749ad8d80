import { textAt } from '../../json.ts';
import type { RuleContext } from '../rule.ts';
import { isHelmHook } from '../signs/run-to-completion.ts';

/** What a run that never completes means for the next one, or for the release that waits for it. */
export function consequenceOf({ workload }: RuleContext): string {
  if (isHelmHook(workload))
    return ': the release waits for the hook until its --timeout, 5 minutes by default';
  if (workload.kind !== 'CronJob') return '';
  switch (textAt(workload.manifest.value, 'spec', 'concurrencyPolicy')) {
    case 'Forbid':
      return ': with concurrencyPolicy Forbid no later run starts';
    case 'Replace':
      return ': with concurrencyPolicy Replace each run is killed by the next one';
    default:
      return ': with concurrencyPolicy Allow the Pods of all runs pile up';
  }
}
