import { describe, expect, it } from 'vitest';
import { said } from '../../test/rule-case.ts';
import { RULES } from './catalogue.ts';

/** Texts that make a careless pattern try the same thing again and again; 2^16 characters each. */
const repeated = (part: string): string => part.repeat(Math.ceil(2 ** 16 / part.length));

const PARTS = [
  'pilot-agent request ',
  'drain_listeners?graceful&',
  'trap ',
  'trap x; sleep 15 ',
  'grace   ',
  'grace:\t',
  '"terminationDrainDuration":',
  'curl -X POST http://localhost:1/',
  'kill -s ',
  '--port=',
  'while true; do ',
  "' ",
  '"',
  '1s',
  ' \t',
  'quitquitquit',
  '-a',
];

const manifest = (text: string): string =>
  [
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'c' },
      data: { 'fluent-bit.conf': text, 'run.sh': text },
    },
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'p', annotations: { 'proxy.istio.io/config': text } },
      spec: {
        volumes: [{ name: 'v', configMap: { name: 'c' } }],
        initContainers: ['fluent/fluent-bit:3', 'istio/proxyv2:1', 'cloud-sql-proxy:2', `${text}:1`].map(
          (image, index) => ({
            name: `s${index}`,
            image,
            restartPolicy: 'Always',
            command: ['sh', '-c', text],
            args: [text, `--max-sigterm-delay=${text}`],
            env: [{ name: 'PROXY_CONFIG', value: text }],
            volumeMounts: [{ name: 'v', mountPath: '/v' }],
            lifecycle: { preStop: { exec: { command: ['sh', '-c', text] } } },
            livenessProbe: { exec: { command: [text] } },
          }),
        ),
        containers: [
          { name: 'app', image: 'app:1', livenessProbe: { exec: { command: ['sh', '-c', text] } } },
        ],
      },
    },
  ]
    .map((object) => JSON.stringify(object))
    .join('\n---\n');

describe('no rule takes long over a text that nobody would write, and the rest is still said', () => {
  it.each(PARTS)('%j', (part) => {
    expect(said(RULES, manifest(repeated(part)))).toContain('"s0" has no');
  });
});
