import { type Analysis, SEVERITIES, type Severity } from '@outrider/core';

/** 2 where something could not be read, 1 where a finding reaches the threshold, else 0. */
export function exitCodeOf(analysis: Analysis, failOn: Severity | 'never'): 0 | 1 | 2 {
  if (analysis.unreadable.length > 0) return 2;
  if (failOn === 'never') return 0;
  const reaches = (severity: Severity): boolean => SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(failOn);
  return analysis.findings.some(({ severity }) => reaches(severity)) ? 1 : 0;
}
