import { afterLoops } from './loops.ts';

/** `[ -f /x` with the words in front, and the file. */
const TEST = String.raw`(!\s*)?(?:\[\[?|test)\s+(!\s+)?-[efsr]\s+["']?(\/[\w./-]{1,200})["']?`;
const WAITING = new RegExp(String.raw`\b(until|while)\s+${TEST}`, 'g');
const LEAVING = new RegExp(
  String.raw`\bif\s+${TEST}\s*\]{0,2}\s*[;\n]\s*then\s+(?:[^;\n]*[;\n]\s*)?(?:exit|break|kill)\b|${TEST}\s*\]{0,2}\s*&&\s*(?:exit|break|kill)\b`,
);

/** Words that stop something or say something; whatever else follows the loop is work that waited for a start. */
const STOPS =
  /^(?:kill|pkill|killall|wait|exit|echo|printf|sleep|sync|true|:|trap|curl|wget|fi|done|esac|\}|set|rm)\b|^[:}]/;

/**
 * The file for which a script waits to stop: a loop that nothing but stopping follows, or one that is left when the
 * file is there. A loop before the program is started waits for something else.
 */
export const sentinelIn = (script: string): string | undefined => waitedFor(script) ?? leftFor(script);

/** More than people write, and few enough to look behind each. */
const MOST_LOOPS = 20;

function waitedFor(script: string): string | undefined {
  for (const match of Array.from(script.matchAll(WAITING)).slice(0, MOST_LOOPS)) {
    const [, loop, outer, inner, file] = match;
    const waitsForFile = (loop === 'until') !== ((outer ?? inner) !== undefined);
    const after = afterLoops(script.slice(match.index)).join('\n');
    if (waitsForFile && isStopping(after)) return file;
  }
  return undefined;
}

const isStopping = (after: string): boolean =>
  after
    .split(/&&|\|\||[;\n]/)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '')
    .every((statement) => STOPS.test(statement));

function leftFor(script: string): string | undefined {
  if (!/\bwhile\s+(?:true|:)/.test(script)) return undefined;
  const found = LEAVING.exec(script);
  return found?.[3] ?? found?.[6];
}
