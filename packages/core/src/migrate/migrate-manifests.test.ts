import { describe, expect, it } from 'vitest';
import { analyze } from '../analyze.ts';
import type { InputFile } from '../inventory.ts';
import { releaseOf } from '../kubernetes/release.ts';
import type { KubernetesVersion } from '../kubernetes/version.ts';
import { migrateManifests } from './migrate-manifests.ts';
import type { MigrateOptions } from './migrate-options.ts';
import type { Migration } from './migration.ts';

interface Given extends MigrateOptions {
  readonly version?: KubernetesVersion;
  readonly gates?: Readonly<Record<string, boolean>>;
}

function migrated(text: string, { version = '1.33', gates = {}, ...options }: Given = {}): Migration {
  const release = releaseOf(version, gates);
  const again = (files: readonly InputFile[]) => analyze(files, release);
  const files = [{ file: 'a.yaml', text }];
  return migrateManifests(files, again(files), again, options);
}

const after = (migration: Migration): string => migration.files[0]?.after ?? 'unchanged';
const moved = ({ changes }: Migration): readonly string[] =>
  changes.flatMap((change) => change.moved.map(({ container, certainty }) => `${container}: ${certainty}`));
const left = (migration: Migration): readonly string[] =>
  migration.left.flatMap(({ containers }) =>
    containers.map(({ container, reason }) => `${container}: ${reason}`),
  );
const order = ({ changes }: Migration): string | undefined =>
  changes[0]?.startOrder.map((names) => names.join('+')).join(' ');

const PROXY = 'gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.14.1';

/** A Job with an app and what is given, in flow style. */
const job = (helpers: string, inits = ''): string => `apiVersion: batch/v1
kind: Job
metadata: {name: job}
spec:
  activeDeadlineSeconds: 600
  template:
    spec:
      restartPolicy: Never
${inits === '' ? '' : `      initContainers:\n${inits}`}      containers:
      - {name: app, image: "app:1"}
${helpers}`;

const web = (helpers: string, pod = ''): string => `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
${pod}      containers:
      - name: app
        image: app:1
        ports: [{containerPort: 8080}]
${helpers}`;

const LIKELY = 'that is likely, not certain';

describe('what is moved', () => {
  it.each<[string, string, string]>([
    ['an image that is known', `{name: x, image: "${PROXY}"}`, 'certain'],
    [
      'what OpenKruise is to end',
      '{name: x, image: "x:1", env: [{name: KRUISE_TERMINATE_SIDECAR_WHEN_JOB_EXIT, value: "true"}]}',
      'certain',
    ],
    ['a name that is known', '{name: cloud-sql-proxy, image: "mirror/it:1"}', 'probable'],
    [
      'a known image that runs a script',
      `{name: x, image: "${PROXY}", command: [sh, -c, "/cloud-sql-proxy & wait"]}`,
      'probable',
    ],
    ['the name of a helper', '{name: shop-exporter, image: "x:1"}', 'probable'],
    [
      'one that waits for a file to stop',
      '{name: x, image: "x:1", command: [sh, -c, "until [ -f /t/done ]; do sleep 1; done"]}',
      'probable',
    ],
    [
      'a proxy of a mesh that has not been here',
      '{name: istio-proxy, image: "istio/proxyv2:1.24.0", args: [proxy, sidecar]}',
      'probable',
    ],
  ])('%s', (_, container, certainty) => {
    const name = /name: ([\w-]+)/.exec(container)?.[1] ?? '';
    expect(moved(migrated(job(`      - ${container}\n`), { probable: true }))).toEqual([
      `${name}: ${certainty}`,
    ]);
    const alone = migrated(job(`      - ${container}\n`));
    expect(moved(alone)).toEqual(certainty === 'certain' ? [`${name}: certain`] : []);
    expect(left(alone)).toEqual(certainty === 'certain' ? [] : [`${name}: ${LIKELY}`]);
  });

  it('a container that an annotation calls a sidecar, and one that streams a log', () => {
    const text = `apiVersion: v1
kind: Pod
metadata: {name: pod, annotations: {lemonade.com/sidecars: "one, two"}}
spec:
  containers:
  - {name: app, image: "app:1", volumeMounts: [{name: logs, mountPath: /logs}]}
  - {name: two, image: "two:1"}
  - {name: stream, image: "busybox:1", args: [sh, -c, "tail -n+1 -F /logs/a.log"], volumeMounts: [{name: logs, mountPath: /logs}]}
  volumes: [{name: logs, emptyDir: {}}]
`;
    expect(moved(migrated(text, { probable: true }))).toEqual(['two: certain', 'stream: probable']);
  });

  it('nothing that is the work: a single container, one named like its workload, a command that ends', () => {
    expect(migrated(web('').replaceAll('app', 'otel-exporter'), { probable: true }).left).toEqual([]);
    const named = `apiVersion: v1\nkind: Pod\nmetadata: {name: node-exporter}\nspec:\n  containers:\n  - {name: node-exporter, image: "x:1"}\n  - {name: kube-rbac-proxy, image: "y:1"}\n`;
    expect(moved(migrated(named, { probable: true }))).toEqual(['kube-rbac-proxy: probable']);
    const ending = migrated(job(`      - {name: x, image: "${PROXY}", args: [--help]}\n`), {
      probable: true,
    });
    expect([ending.changes, ending.left]).toEqual([[], []]);
  });

  it('never the last container; of several the surest', () => {
    const pod = (second: string): string =>
      `apiVersion: v1\nkind: Pod\nmetadata: {name: pod}\nspec:\n  containers:\n  - {name: a, image: "${PROXY}"}\n  - {name: b, image: "${second}"}\n`;
    const all = migrated(pod('fluent/fluent-bit:3.1'));
    expect(moved(all)).toEqual([]);
    expect(left(all)).toEqual([
      'a: no container would be left to do the work',
      'b: no container would be left to do the work',
    ]);
    expect(all.left[0]?.containers[0]?.force).toBe('--container a');
    expect(moved(migrated(pod('some/log-agent:1'), { probable: true }))).toEqual(['a: certain']);
    expect(moved(migrated(pod('fluent/fluent-bit:3.1'), { containers: ['b'] }))).toEqual(['b: asked']);
    expect(left(migrated(pod('x:1'), { containers: ['a', 'b'] }))).toHaveLength(2);
  });

  it('what was named and nothing else, in the workloads that are wanted', () => {
    const text = `${job(`      - {name: x, image: "${PROXY}"}\n      - {name: z, image: "z:1"}\n`)}---\n${web('      - {name: z, image: "z:1"}\n')}`;
    expect(moved(migrated(text, { containers: ['z'], isWanted: ({ kind }) => kind === 'Job' }))).toEqual([
      'z: asked',
    ]);
  });

  it('not what the manifest ignores, unless it is named', () => {
    const text = web(
      `      - {name: logs, image: "fluent/fluent-bit:3.1"}   # outrider-ignore: legacy-sidecar-in-service-workload\n`,
    ).replace(
      'metadata: {name: web}',
      'metadata: {name: web, annotations: {outrider.dev/ignore: "legacy-sidecar-in-service-workload: so it is"}}',
    );
    expect(left(migrated(text))).toEqual(['logs: the manifest ignores the rule that finds it']);
    expect(moved(migrated(text, { containers: ['logs'] }))).toEqual(['logs: asked']);
  });

  it('templates of custom resources, items of Lists, documents, JSON', () => {
    const jobSet = `apiVersion: jobset.x-k8s.io/v1alpha2
kind: JobSet
metadata: {name: set}
spec:
  replicatedJobs:
  - name: one
    template:
      spec:
        template:
          spec:
            restartPolicy: Never
            containers:
            - {name: app, image: "app:1"}
            - {name: x, image: "${PROXY}"}
`;
    expect(left(migrated(jobSet))).toEqual([`x: ${LIKELY}`]);
    expect(order(migrated(jobSet, { probable: true }))).toBe('x app');
    const indented = job(`      - {name: x, image: "${PROXY}"}\n`)
      .replace(/^(?=.)/gm, '  ')
      .replace('  api', '- api');
    const list = `apiVersion: v1\nkind: List\nitems:\n${indented}${indented}`;
    expect(moved(migrated(list))).toEqual(['x: certain', 'x: certain']);
    const json = JSON.stringify({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'pod' },
      spec: {
        containers: [
          { name: 'app', image: 'app:1' },
          { name: 'x', image: PROXY },
        ],
      },
    });
    expect(JSON.parse(after(migrated(json))).spec).toEqual({
      containers: [{ name: 'app', image: 'app:1' }],
      initContainers: [{ name: 'x', image: PROXY, restartPolicy: 'Always' }],
    });
  });
});

describe('where it goes', () => {
  const init = (rest: string): string => `      - {name: prepare, image: "app:1"${rest}}\n`;
  const proxy = (rest = ''): string =>
    `      - {name: x, image: "${PROXY}", args: [--port=5432, a:b:c]${rest}}\n`;

  it.each<[string, string, string, string]>([
    ['behind the init containers, which did without it', init(''), proxy(), 'prepare x app'],
    [
      'before one that calls it',
      init(', env: [{name: DB, value: "127.0.0.1:5432"}]'),
      proxy(),
      'x prepare app',
    ],
    [
      'behind one that calls it and fills a volume of it',
      init(', env: [{name: DB, value: "127.0.0.1:5432"}], volumeMounts: [{name: v, mountPath: /v}]'),
      proxy(', volumeMounts: [{name: v, mountPath: /v}]'),
      'prepare x app',
    ],
  ])('%s', (_, inits, helper, expected) => {
    const text = `${job(helper, inits)}      volumes: [{name: v, emptyDir: {}}]\n`;
    expect(order(migrated(text))).toBe(expected);
    expect(order(migrated(text, { before: 'prepare' }))).toBe('x prepare app');
  });

  it('the network first, and what others call before those', () => {
    const text = job(
      `      - {name: logs, image: "fluent/fluent-bit:3.1", env: [{name: DB, value: "127.0.0.1:5432"}]}\n${proxy()}      - {name: istio-proxy, image: "istio/proxyv2:1.24.0", args: [proxy, sidecar]}\n`,
      '      - {name: istio-init, image: "istio/proxyv2:1.24.0", args: [istio-iptables]}\n',
    );
    expect(order(migrated(text))).toBe('istio-init istio-proxy x logs app');
  });
});

describe('what it gets and loses', () => {
  const gate = (migration: Migration): object | undefined => migration.changes[0]?.moved[0]?.gate;
  const READY = 'readinessProbe: {httpGet: {path: /check, port: 4180}';

  it('in a Job the readinessProbe becomes the startupProbe, in a Deployment it lends its handler', () => {
    const helper = `      - name: x\n        image: ${PROXY}\n        readinessProbe: {tcpSocket: {port: 5432}, initialDelaySeconds: 90}\n`;
    const [inJob, inWeb] = [migrated(job(helper)), migrated(web(helper))];
    const probe = { tcpSocket: { port: 5432 }, periodSeconds: 1, failureThreshold: 120 };
    expect(gate(inJob)).toMatchObject({ kind: 'given', isTurned: true, probe });
    expect(after(inJob)).not.toContain('readinessProbe');
    expect(gate(inWeb)).toMatchObject({ kind: 'given', isTurned: false, probe });
    expect(after(inWeb)).toContain('readinessProbe: {tcpSocket: {port: 5432}, initialDelaySeconds: 90}');
  });

  it.each<[string, string, object]>([
    [
      'an entrance: the port alone, as the app may have to answer',
      `image: "quay.io/oauth2-proxy/oauth2-proxy:v7.6.0", ${READY}}`,
      { kind: 'given', isPortAlone: true, probe: { tcpSocket: { port: 4180 } } },
    ],
    [
      'an entrance: its own health',
      `image: "quay.io/oauth2-proxy/oauth2-proxy:v7.6.0", readinessProbe: {httpGet: {path: /ping, port: 4180}}`,
      { kind: 'given', isPortAlone: false, probe: { httpGet: { path: '/ping' } } },
    ],
    [
      'a port that it declares itself',
      `image: "${PROXY}", ports: [{containerPort: 5432}], readinessProbe: {tcpSocket: {port: 5432}}`,
      { kind: 'given', probe: { tcpSocket: { port: 5432 } } },
    ],
    [
      'a port of the app: none',
      `image: "${PROXY}", readinessProbe: {tcpSocket: {port: 8080}}`,
      { kind: 'none' },
    ],
    [
      'a startupProbe of its own',
      `image: "${PROXY}", startupProbe: {tcpSocket: {port: 5432}}`,
      { kind: 'own' },
    ],
    ['no probe', `image: "${PROXY}"`, { kind: 'none', because: 'it has no probe to make one of' }],
  ])('%s', (_, fields, expected) => {
    const migration = migrated(web(`      - {name: x, ${fields}}\n`));
    expect(gate(migration)).toMatchObject(expected);
    expect(migration.changes[0]?.findings.added.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('of a container that nobody knows no command is copied', () => {
    const text = web('      - {name: x, image: "x:1", readinessProbe: {exec: {command: [check]}}}\n');
    expect(gate(migrated(text, { containers: ['x'] }))).toMatchObject({ kind: 'none' });
  });

  it('a sleep before it stops, and the variable of OpenKruise, go', () => {
    const text = web(`      - name: x
        image: ${PROXY}
        env:
        - {name: KRUISE_TERMINATE_SIDECAR_WHEN_JOB_EXIT, value: "true"}
        - {name: A, value: b}
        lifecycle:
          preStop: {exec: {command: [sleep, "15"]}}
`);
    const migration = migrated(text);
    expect(migration.changes[0]?.moved[0]?.removed).toEqual([
      'its variable KRUISE_TERMINATE_SIDECAR_WHEN_JOB_EXIT',
      'its preStop hook, which only slept',
    ]);
    expect(after(migration)).toContain(
      `      - name: x\n        image: ${PROXY}\n        restartPolicy: Always\n        env:\n        - {name: A, value: b}\n      containers:`,
    );
  });
});

describe('what follows', () => {
  it('is told: hacks that are needless, the order of stop, what is fixed', () => {
    const text = job(`      - {name: x, image: "${PROXY}", args: [--quitquitquit]}\n`).replace(
      'image: "app:1"',
      'image: "app:1", command: [sh, -c, "work; curl -X POST localhost:9091/quitquitquit"]',
    );
    const [change] = migrated(text).changes;
    expect(change?.needless.map(({ rule }) => rule)).toEqual(['sidecar-quit-call']);
    expect(change?.stopOrder).toEqual([['app'], ['x']]);
    expect(change?.findings.fixed.map(({ rule }) => rule)).toContain('legacy-sidecar-in-job');
  });

  it('is told of requests that an init container adds to', () => {
    const request = (cpu: string): string => `resources: {requests: {cpu: ${cpu}}}`;
    const text = job(
      `      - {name: x, image: "${PROXY}", args: [--port=5432], ${request('300m')}}\n`,
      `      - {name: i, image: "app:1", ${request('"1"')}, env: [{name: DB, value: "127.0.0.1:5432"}]}\n`,
    );
    expect(migrated(text).changes[0]?.resources).toMatchObject({
      before: { requests: { cpu: '1' } },
      after: { requests: { cpu: '1300m' } },
    });
  });

  it('is told of patches that count containers', () => {
    const text = `${job(`      - {name: x, image: "${PROXY}"}\n`)}---
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
patches:
- target: {kind: Job}
  patch: '[{"op": "replace", "path": "/spec/template/spec/containers/1/image", "value": "x:2"}]'
`;
    expect(migrated(text).others.map(({ rule }) => rule)).toEqual(['index-based-init-patch']);
  });
});

describe('what stays as it is', () => {
  const SERVICE = `---
apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  selector: {app: web}
  ports: [{port: 80, targetPort: entry}]
`;
  const entrance = web(
    '      - {name: auth, image: "quay.io/oauth2-proxy/oauth2-proxy:v7.6.0", ports: [{name: entry, containerPort: 4180}]}\n',
  );

  it('what would be an error, with the first thing to do; advice does not stop who names it', () => {
    const migration = migrated(entrance + SERVICE, { version: '1.31' });
    expect(left(migration)[0]).toMatch(
      /^auth: Service "web": it would be an error: .*First: Write targetPort: 4180$/,
    );
    expect(moved(migrated(entrance + SERVICE, { version: '1.31', containers: ['auth'] }))).toEqual([
      'auth: asked',
    ]);
    expect(moved(migrated(entrance + SERVICE, { version: '1.32' }))).toEqual(['auth: certain']);
  });

  it('what the API server would refuse, whoever names it', () => {
    const rules =
      'restartPolicy: Never, restartPolicyRules: [{action: Restart, exitCodes: {operator: In, values: [1]}}]';
    const text = job(
      `      - {name: x, image: "${PROXY}", ${rules}}\n      - {name: logs, image: "fluent/fluent-bit:3.1"}\n`,
    );
    const migration = migrated(text, { version: '1.35', containers: ['x', 'logs'] });
    expect(left(migration)[0]).toMatch(/^x: the API server would refuse it: .*restartPolicyRules/);
    expect(moved(migration)).toEqual(['logs: asked']);
  });

  it('what stands behind an alias, while its neighbours move', () => {
    const text = `apiVersion: v1
kind: Pod
metadata: {name: pod}
spec:
  containers:
  - {name: app, image: "app:1"}
  - &x
    name: x
    image: ${PROXY}
  - {name: logs, image: "fluent/fluent-bit:3.1"}
---
apiVersion: v1
kind: Pod
metadata: {name: other}
spec: &spec
  containers:
  - {name: app, image: "app:1"}
  - {name: x, image: "${PROXY}"}
---
apiVersion: batch/v1
kind: Job
metadata: {name: shared}
x: &list
- {name: app, image: "app:1"}
- {name: x, image: "${PROXY}"}
spec:
  template:
    spec:
      restartPolicy: Never
      containers: *list
`;
    const migration = migrated(text);
    expect(moved(migration)).toContain('logs: certain');
    expect(left(migration)).toContainEqual(
      expect.stringMatching(/^x: its text cannot be moved: it stands behind the alias \*list/),
    );
    expect(migration.left.at(-1)?.containers[0]?.line).toBeGreaterThan(20);
  });

  it('everything where sidecars are not there, or only almost', () => {
    const text = job(`      - {name: x, image: "${PROXY}"}\n`);
    expect(migrated(text, { version: '1.28' }).files).toEqual([]);
    const alpha = migrated(text, { version: '1.28', gates: { SidecarContainers: true } });
    expect(alpha.files).toHaveLength(1);
    expect(alpha.warnings).toEqual([
      expect.stringMatching(/^Kubernetes 1\.28 runs native sidecars as alpha/),
    ]);
    expect(migrated(text).warnings).toEqual([]);
  });

  it('what was migrated', () => {
    const once = after(migrated(job(`      - {name: x, image: "${PROXY}"}\n`)));
    expect(migrated(once, { probable: true })).toMatchObject({ changes: [], left: [], files: [] });
  });
});

describe('overlays of Kustomize', () => {
  const base = job(`      - name: x\n        image: ${PROXY}\n`);
  const patch = (name: string, fields: string): string => `---
apiVersion: batch/v1
kind: Job
metadata: {name: ${name}}
spec:
  template:
    spec:
      containers:
      - name: x
        ${fields}
`;
  const MEMORY = 'resources: {limits: {memory: 64Mi}}';

  it.each(['job', 'any-name'])('a patch of the container goes along (%s)', (name) => {
    const migration = migrated(base + patch(name, MEMORY));
    expect(moved(migration)).toEqual(['x: certain', 'x: certain']);
    expect(migration.changes[1]).toMatchObject({
      patchOf: { name: 'job' },
      moved: [{ because: 'it patches that container of Job "job"' }],
    });
    expect(after(migration)).toContain(
      `      initContainers:\n      - name: x\n        restartPolicy: Always\n        ${MEMORY}\n`,
    );
    expect(migrated(after(migration)).files).toEqual([]);
  });

  it('not a patch of another workload, nor one whose original stays', () => {
    const other = base.replace('{name: job}', '{name: other}').replace(PROXY, 'x:1');
    expect(moved(migrated(`${base}---\n${other}${patch('other', MEMORY)}`))).toEqual(['x: certain']);
    expect(moved(migrated(base.replace(PROXY, 'x:1') + patch('job', MEMORY)))).toEqual([]);
  });

  it('a patch that cannot follow holds what it patches', () => {
    const ready = base.replace(`${PROXY}\n`, `${PROXY}\n        readinessProbe: {tcpSocket: {port: 5432}}\n`);
    const inTheWay = migrated(ready + patch('job', 'readinessProbe: {periodSeconds: 5}'));
    expect(left(inTheWay)).toEqual([
      'x: its patch at a.yaml:22 sets its readinessProbe, which would become its startupProbe',
    ]);
    const anchored = patch('job', '')
      .replace('spec:', `x: &x {name: x, ${MEMORY}}\nspec:`)
      .replace(/- name: x\n.*\n/, '- *x\n');
    expect(left(migrated(base + anchored))).toEqual([
      expect.stringMatching(/^x: its patch at a\.yaml:\d+ cannot be moved: /),
    ]);
  });

  it('a patch in the text of a kustomization holds it too, unless it is named', () => {
    const kustomization = `---
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
patches:
- patch: |-
${patch('job', MEMORY)
  .replace('---\n', '')
  .replace(/^(?=.)/gm, '    ')}`;
    expect(left(migrated(base + kustomization))).toEqual([
      'x: the kustomization patches it at a.yaml:17, which has to move it too',
    ]);
    expect(migrated(base + kustomization, { containers: ['x'] }).warnings).toEqual([
      'a.yaml:17 patches "x" in containers: move it to initContainers there too',
    ]);
  });
});
