/** A script of the kubelet program as an Outrider scenario. */
import type { RunScript, Scenario } from '../packages/core/src/lifecycle/world/scenario.ts';
import type { Life, ScriptRun } from './generate/life.ts';

export const scenarioOf = ({ script }: Life, seconds: number): Scenario => ({
  until: seconds * 1000,
  pod: {
    deleteAt: script.deleteAt ?? null,
    gracePeriodSeconds: script.gracePeriodSeconds ?? null,
    evictAt: null,
    nodeShutdownAt: null,
    nodeShutdownGracePeriodSeconds: null,
    sandboxLostAt: script.sandboxLostAt ?? null,
  },
  kubelet: { maxContainerRestartPeriod: null, defects: [] },
  containers: new Map(Object.entries(script.containers).map(([name, runs]) => [name, runs.map(runScript)])),
  interventions: new Map(),
  expect: {},
});

function runScript(run: ScriptRun): RunScript {
  const { startup, readiness, liveness } = run.probes;
  return {
    pull: run.pullFails === true ? 'fails' : run.pull,
    for: run.for ?? Infinity,
    exitCode: run.exitCode,
    postStart: run.postStart,
    preStop: run.preStop,
    probes: { startup: probe(startup), readiness: probe(readiness), liveness: probe(liveness) },
    onSigterm: run.onSigterm === undefined ? { ignored: true } : { ignored: false, ...run.onSigterm },
  };
}

const probe = ({ succeedsAfter, fails }: ScriptRun['probes']['startup']): RunScript['probes']['startup'] => ({
  succeedsAfter: succeedsAfter ?? Infinity,
  fails: fails.map(({ from, to }) => ({ from, to: to ?? Infinity })),
  errors: [],
  takes: 0,
});
