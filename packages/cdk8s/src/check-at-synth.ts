import { type ApiObject, App } from 'cdk8s';
import { type AppFindings, findErrors } from './app-findings.ts';
import { logExplanations } from './explain-log.ts';
import { emittedAndKept, forget } from './kept-json.ts';

/** What is checked in one app, and what was found in the last round of its validations. */
interface Check {
  readonly objects: Set<ApiObject>;
  found?: AppFindings | undefined;
  /** Who has been told: who asks again begins another round. */
  readonly told: Set<object>;
  /** Whether `synth` runs: cdk8s validates the whole app, and then again for each of its charts. */
  isSynthesizing: boolean;
}

/** Shared by all copies of this package that one app may load. */
const CHECK: unique symbol = Symbol.for('@outrider/cdk8s/check');

interface Checked {
  [CHECK]?: Check;
}

/**
 * Has `synth` refuse what the compiler could not see: what came from casts, from JavaScript, or was in the object
 * before. Same rules and ids as the CLI; its errors only, as cdk8s has no warnings.
 */
export function checkAtSynth(object: ApiObject): void {
  const app = App.of(object);
  const check = checkOf(app);
  if (check.objects.has(object)) return;
  check.objects.add(object);
  object.node.addValidation({ validate: () => [...(errorsFor(object, check).get(object) ?? [])] });
}

function checkOf(app: App & Checked): Check {
  if (app[CHECK] !== undefined) return app[CHECK];
  const check: Check = { objects: new Set(), told: new Set(), isSynthesizing: false };
  Object.defineProperties(app, {
    [CHECK]: { value: check },
    synth: { value: oneSynth(app, check, app.synth.bind(app)) },
    synthYaml: { value: oneSynth(app, check, app.synthYaml.bind(app)) },
  });
  app.node.addValidation({ validate: () => errorsElsewhere(app, check) });
  return check;
}

/** Between its validations nobody changes the app, so what the first one found holds for all. */
const oneSynth =
  <R>(app: App, check: Check, synth: () => R) =>
  (): R => {
    check.found = undefined;
    check.isSynthesizing = true;
    try {
      const emitted = synth();
      logExplanations(app);
      return emitted;
    } finally {
      check.isSynthesizing = false;
      forget(check.objects);
    }
  };

function errorsFor(asking: object, check: Check): AppFindings {
  const isNewRound = !check.isSynthesizing && check.told.has(asking);
  if (check.found === undefined || isNewRound) {
    check.told.clear();
    check.found = findErrors(check.objects, check.isSynthesizing ? emittedAndKept : emitted);
  }
  check.told.add(asking);
  return check.found;
}

const emitted = (object: ApiObject): unknown => object.toJson();

/** What the rules say of objects beside the workloads that are checked: of a Service in front of them, for instance. */
const errorsElsewhere = (app: App, check: Check): string[] =>
  [...errorsFor(app, check)]
    .filter(([object]) => !check.objects.has(object))
    .flatMap(([object, errors]) => errors.map((error) => `${object.node.path}: ${error}`));
