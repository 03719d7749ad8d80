import { hasLoop } from '../signs/loops.ts';

/** A way to hold a program back until a proxy beside it works, in a command or in the environment. */
interface WaitWrapper {
  /** Its words in a command. */
  readonly name: string;
  /** It also ends the proxy afterwards. */
  readonly ends: boolean;
  readonly source: string;
  readonly checked: string;
}

export const WAIT_WRAPPERS: readonly WaitWrapper[] = [
  {
    name: 'linkerd-await',
    ends: false,
    source: 'linkerd/linkerd-await README.md; linkerd/linkerd2#2704',
    checked: '2026-09',
  },
  {
    name: 'scuttle',
    ends: true,
    source: 'redboxllc/scuttle README.md; istio/istio#11130',
    checked: '2026-09',
  },
  {
    name: 'kubexit',
    ends: true,
    source: 'karlkfi/kubexit README.md; kubernetes/kubernetes#25908',
    checked: '2026-09',
  },
  {
    name: 'envoy-preflight',
    ends: true,
    source: 'monzo/envoy-preflight README.md; istio/istio#11130',
    checked: '2026-09',
  },
  {
    name: 'pilot-agent wait',
    ends: false,
    source: 'istio/istio#32775',
    checked: '2026-09',
  },
];

/** Whether a command line has these words in this order, the first as the name of a program. */
function runs(text: string, name: string): boolean {
  const words = text.split(/[\s"';&|()]+/).map((word) => word.slice(word.lastIndexOf('/') + 1));
  const wanted = name.split(' ');
  return words.some((_, index) => wanted.every((word, offset) => words[index + offset] === word));
}

/** Loopback endpoints by which proxies tell that they are ready. */
const READY =
  /(?:localhost|127\.0\.0\.1):(?:15021\/healthz\/ready|15020\/healthz\/ready|15000\/(?:ready|server_info)|4191\/ready|9901\/(?:ready|server_info)|350[01]\/v1\.0\/healthz)/;
const RETRY = /\s--retry(?:-connrefused)?\b/;

/** A wait for a proxy in the words of a message: `with scuttle`, and what to remove. */
interface Wait {
  readonly how: string;
  readonly what: string;
  readonly ends: boolean;
}

/** How a text waits for a proxy: by a wrapper, or in a loop around its ready endpoint. */
export function waitIn(text: string): Wait | undefined {
  const wrapper = WAIT_WRAPPERS.find(({ name }) => runs(text, name));
  if (wrapper !== undefined)
    return {
      how: `with ${wrapper.name}`,
      what: wrapper.name,
      ends: wrapper.ends || /\s(?:-S|--shutdown)\b/.test(text),
    };
  const [endpoint] = READY.exec(text) ?? [];
  if (endpoint === undefined || !(hasLoop(text) || RETRY.test(text))) return undefined;
  return { how: `in a loop around ${endpoint}`, what: 'the loop', ends: false };
}
