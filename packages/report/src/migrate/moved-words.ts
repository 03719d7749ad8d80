import type { MovedContainer } from '@outrider/core';
import { listed } from '../plural.ts';

/** What holds the containers behind a moved one back, in words. */
export function gateWords({ gate }: MovedContainer): string {
  switch (gate.kind) {
    case 'own':
      return 'what follows waits for its startupProbe';
    case 'none':
      return `no startupProbe, as ${gate.because}: what follows starts as soon as its process runs`;
    case 'given':
      return `${givenWords(gate)}: what follows waits for it`;
  }
}

function givenWords({
  from,
  isTurned,
  isPortAlone,
}: Extract<MovedContainer['gate'], { kind: 'given' }>): string {
  if (from === 'vendor') return 'a startupProbe as its vendor has it';
  if (isTurned) return 'its readinessProbe becomes its startupProbe';
  if (isPortAlone) return `a startupProbe on the port of its ${from}, which the app may have to answer`;
  return `a startupProbe with the handler of its ${from}`;
}

/** Where it stands in the order of start, where the facts decided that. */
export const placeWords = ({ before, placed }: MovedContainer): string | undefined =>
  placed &&
  (before === undefined ? `behind all init containers: ${placed}` : `before "${before}": ${placed}`);

export const removedWords = ({ removed }: MovedContainer): string | undefined =>
  removed.length === 0 ? undefined : `without ${listed(removed)}`;
