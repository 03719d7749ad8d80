const KILL =
  /(?:^|[\s;&|(`{])((?:[\w./-]*\/)?(pkill|killall5?|kill)\s+(?:\$\([^)\n]{0,100}\)|\$(?!\()|[^;&|\n)$]){1,200})/g;
/** Signals that ask for something else than the end, and tests whether a process lives. */
const HARMLESS = /\s-(?:s\s*|-signal[= ])?(?:SIG)?(?:HUP|USR1|USR2|WINCH|CONT|0|1|l)(?:\s|$)/;
/** What finds the process of another container. */
const FINDS = /\b(?:pgrep|pidof)\b|\bps\b[^\n|]{0,200}\|/;

/** A command that ends a process which the script did not start: `pkill -TERM envoy`, `kill $(pidof envoy)`. */
export function killIn(script: string): string | undefined {
  const kills = Array.from(script.matchAll(KILL), ([, command = '', name]) => ({
    command: command.trim(),
    name,
  }));
  return kills.find(
    ({ command, name }) => !HARMLESS.test(` ${command} `) && (name !== 'kill' || FINDS.test(script)),
  )?.command;
}
