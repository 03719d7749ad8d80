import { run } from './run.ts';
import { runAsAction } from './run-as-action.ts';

runAsAction(run);
