import { quitCallIn } from '../known/quit-calls.ts';
import { waitIn } from '../known/wait-wrappers.ts';
import type { RuleContext } from '../rule.ts';
import { killIn } from './kill.ts';
import { scriptsOf } from './scripts.ts';
import { sentinelIn } from './sentinel.ts';
import { terminatorsOf } from './terminators.ts';

/** What ends the helpers of a Pod in the place of the kubelet, in the words of a message. */
export function endedOtherwise(context: RuleContext): string | undefined {
  const [terminator] = terminatorsOf(context);
  if (terminator !== undefined) return `${terminator.product} ends it`;
  const texts = context.containers.flatMap((entry) => scriptsOf(context, entry)).map(({ text }) => text);
  for (const text of texts) {
    const call = quitCallIn(text)?.text;
    if (call !== undefined) return `a script calls ${call.trim()}`;
    const wait = waitIn(text);
    if (wait?.ends === true) return `${wait.what} ends it`;
    if (sentinelIn(text) !== undefined) return 'it waits for a file';
    const kill = context.pod.spec.shareProcessNamespace === true ? killIn(text) : undefined;
    if (kill !== undefined) return `a script runs "${kill}"`;
  }
  return undefined;
}
