import type { LifecycleHandler } from '../../kubernetes/api-types.gen.ts';
import { fromWords } from './command-line.ts';

/**
 * How a hook makes Envoy drain: `agent` through Istio's agent and `inbound` by itself, both only asking inbound connections to
 * close until the proxy is stopped; `graceful` closing its listeners after the drain time; `atOnce` closing them.
 */
export type EnvoyDrain = 'agent' | 'inbound' | 'graceful' | 'atOnce';

export function envoyDrainIn({ exec, httpGet }: LifecycleHandler): EnvoyDrain | undefined {
  const { words, script } = fromWords(exec?.command ?? []);
  const text = exec === undefined ? (httpGet?.path ?? '') : (script ?? words.join(' '));
  if (/\bpilot-agent\s+request\b[^\n;&|]{0,200}\bdrain(?=$|[\s;&|])/.test(text)) return 'agent';
  const call = /\bdrain_listeners(?:\?([\w&=]{0,200}))?/.exec(text);
  if (call === null) return undefined;
  const asked = new Set(call[1]?.split('&'));
  if (!asked.has('graceful')) return 'atOnce';
  return asked.has('inboundonly') && asked.has('skip_exit') ? 'inbound' : 'graceful';
}
