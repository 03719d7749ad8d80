import type { Statement } from '../explanation.ts';
import type { LiveContainer } from '../live-pod.ts';
import { say } from '../situation.ts';

/** The kubelet's own message of a waiting container, word by word. */
export function kubeletSays({ api }: LiveContainer): readonly Statement[] {
  const { message = '' } = api?.state?.waiting ?? {};
  return message === '' ? [] : [say(`The kubelet says: ${message}`, '')];
}
