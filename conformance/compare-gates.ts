/** Compares `feature-gates.ts` with the gates of each minor: `node conformance/compare-gates.ts [MINOR…]`. */
import { execFileSync } from 'node:child_process';
import {
  FEATURE_GATES,
  isFeatureGate,
  ON_BY_DEFAULT,
  stageAt,
} from '../packages/core/src/kubernetes/feature-gates.ts';
import { oracleOf } from './oracle.ts';
import { MINORS } from './versions.ts';

interface Gate {
  readonly Default: boolean;
  readonly LockToDefault: boolean;
  readonly PreRelease: string;
}

const describe = ({ Default, LockToDefault, PreRelease }: Gate): string =>
  `${PreRelease || 'GA'} ${Default ? 'on' : 'off'}${LockToDefault ? ' locked' : ''}`;

/** What is wrong with the table's row of a gate at a minor; nothing if it is right. */
function mistake(
  name: keyof typeof FEATURE_GATES,
  minor: number,
  gate: Gate | undefined,
): string | undefined {
  const stage = stageAt(name, minor);
  if (gate === undefined)
    return stage === undefined || stage === 'removed' ? undefined : `${stage} in the table, unknown there`;
  if (stage === undefined || stage === 'removed')
    return `${stage ?? 'absent'} in the table, ${describe(gate)} there`;
  const isSame =
    ON_BY_DEFAULT[stage] === gate.Default &&
    (stage === 'ga') === (gate.LockToDefault && gate.PreRelease === '');
  return isSame ? undefined : `${stage} in the table, ${describe(gate)} there`;
}

for (const minor of process.argv.length > 2 ? process.argv.slice(2) : MINORS) {
  const gates: Record<string, Gate> = JSON.parse(
    execFileSync(oracleOf(minor), ['-gates'], { encoding: 'utf8' }),
  );
  const mistakes = Object.keys(FEATURE_GATES)
    .filter(isFeatureGate)
    .flatMap((name) => {
      const text = mistake(name, Number(minor.slice(2)), gates[name]);
      return text === undefined ? [] : [`- ${name}: ${text}`];
    });
  console.log(
    [`# ${minor}: ${mistakes.length} of ${Object.keys(FEATURE_GATES).length} rows differ`, ...mistakes].join(
      '\n',
    ),
  );
}
