import { type Json, listAt, textAt } from '../../json.ts';

/** Of a sidecar that SIGTERM has ended, and of one that SIGKILL has. */
const STOPPED = [143, 137];

/** Exit codes of stopped sidecars that an `onExitCodes` matches. */
export const codesOfStoppedSidecars = (onExitCodes: Json): readonly number[] =>
  STOPPED.filter(
    (code) => listAt(onExitCodes, 'values').includes(code) === (textAt(onExitCodes, 'operator') === 'In'),
  );
