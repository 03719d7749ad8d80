import { expect, it } from 'vitest';
import { outrider } from './run-outrider.ts';

it('--verbose says on standard error what was read, and leaves the report as it is', () => {
  const quiet = outrider(['resources', 'web.yaml', 'overhead.yaml']);
  const verbose = outrider(['resources', '--verbose', 'web.yaml', 'overhead.yaml']);
  expect(verbose.stdout).toBe(quiet.stdout);
  expect(verbose.stderr.replace(/\d+ ms/, 'n ms')).toBe(
    [
      'web.yaml:1: Deployment shop/web',
      'overhead.yaml:1: Pod sandboxed',
      '2 files, 2 documents, 2 workloads at Kubernetes 1.37, read and analyzed in n ms',
      '',
    ].join('\n'),
  );
});
