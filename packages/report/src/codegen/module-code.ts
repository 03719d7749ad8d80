import type { ManifestObject } from '@outrider/core';
import { visible } from '../escape/visible.ts';
import { type Call, type Code, call, calleesIn, literal, name } from './code.ts';
import { constructIds, identifiers, type Names, wish } from './identifiers.ts';
import { baseName, chartId, className, idWishes } from './module-names.ts';
import type { NotExpressed } from './notes.ts';
import { type ObjectCode, objectCode } from './object-code.ts';
import type { Aim } from './pod-code.ts';
import { printCode } from './print-code.ts';
import { SidecarNames } from './sidecar-names.ts';

/** The objects of one file, in its order. */
export interface CodegenSource {
  readonly file: string;
  readonly objects: readonly ManifestObject[];
}

export interface CodegenOptions {
  readonly aim: Aim;
  /** Objects that `cdk8s synth` would refuse if the builder made them, and why. */
  readonly refusals: ReadonlyMap<ManifestObject, string>;
}

export interface CodegenModule {
  readonly code: string;
  readonly notExpressed: readonly NotExpressed[];
}

interface Chart {
  readonly className: string;
  readonly id: string;
  readonly objects: readonly Named[];
}

interface Named extends ObjectCode {
  /** For the constant that a patched object needs. */
  readonly constant: string | undefined;
}

/** A module with a chart of each source, and the app that synthesizes them. */
export function codegenModule(sources: readonly CodegenSource[], options: CodegenOptions): CodegenModule {
  const names = identifiers();
  const ids = constructIds();
  const sidecars = new SidecarNames(names);
  const charts = sources
    .filter(({ objects }) => objects.length > 0)
    .map((source) => chartOf(source, { ...options, names, ids, sidecars }));
  const constants = sidecars.constants.map(
    ({ name: constant, code }) => `const ${constant} = ${statement(code, `const ${constant} = `, 0)}`,
  );
  const parts = [
    headOf(sources, calledIn(charts, sidecars)),
    ...constants,
    ...charts.map(classOf),
    appOf(charts),
  ];
  return {
    code: charts.length === 0 ? '' : `${parts.join('\n\n')}\n`,
    notExpressed: charts.flatMap(({ objects }) => objects.flatMap(({ notes }) => notes)),
  };
}

interface Context extends CodegenOptions {
  readonly names: Names;
  readonly ids: Names;
  readonly sidecars: SidecarNames;
}

function chartOf({ file, objects }: CodegenSource, { names, ids, sidecars, ...options }: Context): Chart {
  const base = baseName(file);
  const constructs = constructIds();
  return {
    className: names.take(`${className(base)}Chart`),
    id: ids.take(chartId(base)),
    objects: objects.map((manifest) => {
      const id = constructs.take(...idWishes(manifest));
      const { name: workload } = manifest.source;
      const made = objectCode({
        manifest,
        id,
        aim: options.aim,
        nameSidecar: (container, code) => sidecars.nameOf(workload, container, code),
        refusal: options.refusals.get(manifest),
      });
      const isPatched = made.patches.length > 0;
      return {
        ...made,
        constant: isPatched ? names.take(wish(id, 'object'), wish(`${id}-object`, 'object')) : undefined,
      };
    }),
  };
}

const statement = (code: Code, before: string, indent: number): string =>
  `${printCode(code, { indent, column: indent + before.length, tail: 1 })};`;

function classOf({ className: own, objects }: Chart): string {
  return [
    `export class ${own} extends Chart {`,
    '  constructor(scope: Construct, id: string) {',
    '    super(scope, id);',
    ...objects.flatMap((object) => ['', ...statementsOf(object)]),
    '  }',
    '}',
  ].join('\n');
}

function statementsOf({ code, patches, constant }: Named): readonly string[] {
  const before = constant === undefined ? '' : `const ${constant} = `;
  const made = `    ${before}${statement(code, before, 4)}`;
  return constant === undefined ? [made] : [made, `    ${statement(patched(constant, patches), '', 4)}`];
}

const patched = (constant: string, patches: readonly Call[]): Call =>
  call(`${constant}.addJsonPatch`, ...patches);

const appOf = (charts: readonly Chart[]): string =>
  [
    'const app = new App();',
    ...charts.map(({ className: own, id }) => statement(call(`new ${own}`, name('app'), literal(id)), '', 0)),
    'app.synth();',
  ].join('\n');

/** What the module calls: what it has to import. */
function calledIn(charts: readonly Chart[], { constants }: SidecarNames): ReadonlySet<string> {
  const objects = charts.flatMap((chart) => chart.objects);
  const codes = [...constants, ...objects].map(({ code }) => code);
  return new Set([...codes, ...objects.flatMap(({ patches }) => patches)].flatMap(calleesIn));
}

/** Says where the code comes from, and imports what it uses. */
function headOf(sources: readonly CodegenSource[], called: ReadonlySet<string>): string {
  const files = sources.map(({ file }) => (file === '-' ? 'standard input' : visible(file)));
  const builder = ['pod', 'sidecar'].filter((name) => called.has(name));
  const hasPatches = ['JsonPatch.add', 'JsonPatch.remove'].some((name) => called.has(name));
  const cdk8s = [...(called.has('new ApiObject') ? ['ApiObject'] : []), 'App', 'Chart'];
  return [
    ...files.map((file) => `// Written by "outrider codegen" from ${file}.`),
    ...(builder.length === 0 ? [] : [`import { ${builder.join(', ')} } from '@outrider/cdk8s';`]),
    `import { ${[...cdk8s, ...(hasPatches ? ['JsonPatch'] : [])].join(', ')} } from 'cdk8s';`,
    "import type { Construct } from 'constructs';",
  ].join('\n');
}
