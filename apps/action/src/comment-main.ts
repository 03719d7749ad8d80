import { runAsAction } from './run-as-action.ts';
import { runComment } from './run-comment.ts';

runAsAction(runComment);
