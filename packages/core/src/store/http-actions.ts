import type {
  Container,
  EphemeralContainer,
  HTTPGetAction,
  Lifecycle,
  LifecycleHandler,
  Probe,
} from '../kubernetes/api-types.gen.ts';
import { changed } from './changed.ts';

/** What a change does to one `httpGet`; `at` is its place in the container: `livenessProbe.httpGet`. */
export type HttpActionChange = (action: HTTPGetAction, at: string) => HTTPGetAction;

/** A container with all its HTTP probes and hooks changed. */
export function changeHttpActions<C extends Container | EphemeralContainer>(
  container: C,
  change: HttpActionChange,
): C {
  const inHandler = <H extends Probe | LifecycleHandler>(handler: H, at: string): H => ({
    ...handler,
    ...changed(handler.httpGet, (action) => ({ httpGet: change(action, `${at}.httpGet`) })),
  });
  const { startupProbe, readinessProbe, livenessProbe, lifecycle } = container;
  const inHooks = ({ postStart, preStop }: Lifecycle): Lifecycle => ({
    ...lifecycle,
    ...changed(postStart, (hook) => ({ postStart: inHandler(hook, 'lifecycle.postStart') })),
    ...changed(preStop, (hook) => ({ preStop: inHandler(hook, 'lifecycle.preStop') })),
  });
  return {
    ...container,
    ...changed(startupProbe, (probe) => ({ startupProbe: inHandler(probe, 'startupProbe') })),
    ...changed(readinessProbe, (probe) => ({ readinessProbe: inHandler(probe, 'readinessProbe') })),
    ...changed(livenessProbe, (probe) => ({ livenessProbe: inHandler(probe, 'livenessProbe') })),
    ...changed(lifecycle, (hooks) => ({ lifecycle: inHooks(hooks) })),
  };
}
