import { type ExplainReport, outlookCounts } from './explain/explain-report.ts';

/** `outrider explain -o json`. */
export const explainJson = ({
  pods,
  unreadable,
  kubernetesVersion,
  kubeletVersion,
  now,
}: ExplainReport): string =>
  `${JSON.stringify(
    {
      schemaVersion: 1,
      command: 'explain',
      kubernetesVersion,
      kubeletVersion,
      now,
      summary: { pods: pods.length, ...outlookCounts(pods) },
      pods,
      unreadable,
    },
    null,
    2,
  )}\n`;
