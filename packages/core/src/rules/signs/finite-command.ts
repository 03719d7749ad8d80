import type { Container } from '../../kubernetes/api-types.gen.ts';
import { commandLine } from './command-line.ts';
import { repositoryOf } from './image.ts';

/** The command of a container that surely ends by itself: `cp -r /plugins /shared`. */
export function finiteCommand(container: Container): string | undefined {
  const { words, script } = commandLine(container);
  const flag = words.find((word) => ONCE.test(word));
  if (flag !== undefined) return flag;
  if (container.command === undefined) return migration(words) ?? migrationImage(container);
  const command = script ?? words.join(' ');
  return doesEnd(command) ? shortened(command) : migration(words);
}

/** Flags that programs of this kind have to do their work once. */
const ONCE = /^--?(?:one-time|once|exit-after-auth)(?:=true)?$/;

const MIGRATES: ReadonlySet<string> = new Set(['migrate', 'db:migrate']);

/** `migrate` as the program or its subcommand. */
function migration(words: readonly string[]): string | undefined {
  const named = words.filter((word) => !word.startsWith('-')).slice(0, 4);
  const found = named.findIndex((word) => MIGRATES.has(nameOf(word)));
  return found < 0
    ? undefined
    : named
        .slice(0, found + 1)
        .map(nameOf)
        .join(' ');
}

/** Images that do nothing but migrate. */
const MIGRATION_IMAGE = /(?:^|\/)(?:migrate\/migrate|flyway\/flyway|liquibase\/liquibase)$/;

function migrationImage({ image }: Container): string | undefined {
  const repository = repositoryOf(image ?? '');
  return MIGRATION_IMAGE.test(repository) ? nameOf(repository) : undefined;
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

const LONGEST_QUOTED = 60;
function shortened(command: string): string {
  const lines = command.split('\n').map((line) => line.trim().replace(/[ \t]+/g, ' '));
  const line = lines.filter((one) => one !== '').join('; ');
  return line.length <= LONGEST_QUOTED ? line : `${line.slice(0, LONGEST_QUOTED - 1)}…`;
}

/** Every command of a script is one that ends, and no loop runs for ever. */
function doesEnd(script: string): boolean {
  if (/\bwhile\s+(?:true|:)|[^&>]&(?!&|>|\d)/.test(script)) return false;
  const loops = /\b(?:until|while|for)\b/.test(script);
  const commands = script
    .split(/&&|\|\||[;|\n(){}]/)
    .map((statement) => statement.trim().replace(LEADING, ''))
    .filter((statement) => statement !== '' && !SILENT.test(statement));
  return commands.some((command) => WORKS.test(command)) && commands.every((command) => ends(command, loops));
}

/** What may stand before a command: shell words, assignments. */
const LEADING = /^(?:(?:exec|if|then|else|elif|do|until|while|!|time|sudo|[A-Za-z_]\w*=\S*)\s+)*/;
/** What does nothing that lasts. */
const SILENT =
  /^(?:#|done|fi|esac|set|export|cd|umask|exit|return|shift|for|in|case|local|unset|true|:|\[|test|echo|printf|[A-Za-z_]\w*=)(?:\s|$|\S*=)|^[A-Za-z_]\w*=/;
/** Work that somebody wants done once. */
const WORKS =
  /^(?:\S*\/)?(?:cp|mv|ln|mkdir|chown|chmod|chgrp|tar|unzip|install|touch|rm|sed|wait-for-it(?:\.sh)?|wait-for(?:\.sh)?|nc\s+\S*z|nslookup|pg_isready|flyway|liquibase|alembic\s+upgrade|goose|dbmate|sysctl|keytool|update-ca-certificates|git\s+clone|kubectl\s+(?:wait|apply|create|patch|label|annotate|rollout\s+status)|aws\s+s3\s+(?:cp|sync)|gsutil\s+(?:-m\s+)?(?:cp|rsync)|(?:curl|wget)\s)/;
const HELPS =
  /^(?:\S*\/)?(?:grep|awk|sort|head|cut|tr|tee|xargs|base64|jq|envsubst|cat\s|dig|date|ls|find|id|sleep\s+\d)/;

/** A sleep ends too, but alone it is how people run something again and again. */
function ends(command: string, loops: boolean): boolean {
  if (/\s--\s/.test(command)) return false;
  if (/^(?:\S*\/)?sleep\b/.test(command)) return loops;
  return WORKS.test(command) || HELPS.test(command);
}
