import type { App } from 'cdk8s';
import { explain } from './explain.ts';

/** Context key and environment variable that have every `synth` explain the workloads of the app. */
export const EXPLAIN = '@outrider/cdk8s:explain';
const VARIABLE = 'OUTRIDER_EXPLAIN';

/** To standard error: what an app writes to standard output, `cdk8s synth` swallows. */
export function logExplanations(app: App): void {
  if (!isAsked(app)) return;
  for (const explanation of explain(app)) console.error(String(explanation));
}

const isAsked = (app: App): boolean =>
  Boolean(app.node.tryGetContext(EXPLAIN)) || !['', '0', undefined].includes(process.env[VARIABLE]);
