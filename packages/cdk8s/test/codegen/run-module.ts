import { compileFunction } from 'node:vm';
import * as cdk8s from 'cdk8s';
import { type ApiObject, App, Chart } from 'cdk8s';
import ts from 'typescript-5';
import * as builder from '../../src/index.ts';

const COMPILER = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };

/** What the charts of a module emit, in the order of the module. It runs here, but for `synth`, which writes files. */
export function runModule(code: string): readonly object[] {
  const apps: App[] = [];
  class SilentApp extends App {
    constructor() {
      super();
      apps.push(this);
    }

    override synth(): void {}
  }
  const modules: Readonly<Record<string, object>> = {
    cdk8s: { ...cdk8s, App: SilentApp },
    '@outrider/cdk8s': builder,
  };
  const { outputText } = ts.transpileModule(code, { compilerOptions: COMPILER });
  compileFunction(outputText, ['require', 'exports'])((name: string) => modules[name], {});
  return apps
    .flatMap((app) => app.node.children)
    .filter((child) => Chart.isChart(child))
    .flatMap((chart) => chart.node.children)
    .map((object) => JSON.parse(JSON.stringify((object as ApiObject).toJson())) as object);
}
