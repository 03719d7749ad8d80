/** Builds the Go program of a minor and asks it. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { buildTags } from './versions.ts';

const here = import.meta.dirname;

export interface Cause {
  readonly type: string;
  readonly field: string;
  readonly message: string;
  /** The text behind the bad value. */
  readonly detail: string;
}

export interface OracleResources {
  readonly requests: Readonly<Record<string, string>>;
  readonly limits: Readonly<Record<string, string>>;
  readonly aggregateContainerRequests: Readonly<Record<string, string>>;
  readonly requestsWithoutOverhead: Readonly<Record<string, string>>;
  readonly qosClass: string;
  /** By container; absent for a Pod without regular containers. */
  readonly oomScoreAdj?: Readonly<Record<string, number>>;
  /** The stored Pod, or the one made of the stored template. */
  readonly pod: { readonly spec: unknown };
}

/** What Kubernetes answers to a create request. */
export interface Verdict {
  readonly strict?: readonly string[];
  readonly decodeError?: string;
  readonly errors?: readonly Cause[];
  readonly warnings?: readonly string[];
  /** After defaulting and the drop of disabled fields; also of an object that validation refuses. */
  readonly stored?: unknown;
  readonly resources?: OracleResources;
}

export interface OracleOptions {
  /** As kube-apiserver takes them: `Name=true,Other=false`. */
  readonly featureGates?: string;
  readonly allowPrivileged?: boolean;
}

export const oracleOf = (minor: string): string => programOf('oracle', minor);

/** A folder's program for a minor, built again only when its source is newer. A first build takes minutes. */
export function programOf(folder: string, minor: string): string {
  const binary = join(here, 'bin', `${folder}-${minor}`);
  const sources = [...globSync(`${folder}/*.go`, { cwd: here }), `${minor}/go.mod`];
  const isCurrent =
    existsSync(binary) &&
    sources.every((file) => statSync(join(here, file)).mtimeMs < statSync(binary).mtimeMs);
  if (isCurrent) return binary;
  mkdirSync(join(here, 'bin'), { recursive: true });
  const args = ['build', '-p', '1', '-mod=readonly', `-modfile=${minor}/go.mod`, `-tags=${buildTags(minor)}`];
  execFileSync('go', [...args, '-o', binary, `./${folder}`], { cwd: here, stdio: 'inherit' });
  return binary;
}

/** One verdict for each object, in order. */
export function ask(minor: string, objects: readonly unknown[], options: OracleOptions = {}): Verdict[] {
  if (objects.length === 0) return [];
  const { featureGates = '', allowPrivileged = true } = options;
  const input = objects.map((object, id) => JSON.stringify({ id, object })).join('\n');
  const args = [`-feature-gates=${featureGates}`, `-allow-privileged=${allowPrivileged}`];
  const { status, stdout, stderr } = spawnSync(oracleOf(minor), args, {
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 31,
  });
  if (status !== 0) throw new Error(`oracle ${minor}: ${stderr.slice(-2000)}`);
  const answers = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  return answers;
}
