import { Chart, Testing } from 'cdk8s';
import { describe, expect, it } from 'vitest';
import { pod, sidecar } from './index.ts';

const container = {
  name: 'proxy',
  image: 'example.com/proxy:1',
  args: ['--mode=on'],
  ports: [{ name: 'http', containerPort: 80 }],
};

describe('sidecar.from() takes a text', () => {
  it.each([
    [
      'YAML',
      'name: proxy\nimage: example.com/proxy:1\nargs: [--mode=on]\nports:\n- { name: http, containerPort: 80 }\n',
    ],
    ['JSON', JSON.stringify(container)],
    [
      'an item of a list, indented as it was',
      `
      # of the vendor
      - name: proxy
        image: example.com/proxy:1
        args:
        - --mode=on
        ports:
        - name: http
          containerPort: 80
`,
    ],
    ['the whole field', JSON.stringify({ initContainers: [container] })],
  ])('%s', (_, text) => {
    expect(sidecar.from(text).toContainer()).toEqual({ ...container, restartPolicy: 'Always' });
  });

  it('and goes on as any other', () => {
    const chart = new Chart(Testing.app(), 'test');
    const proxy = sidecar
      .from(JSON.stringify(container))
      .startup({ http: '/', port: 'http' })
      .mount('x', '/x');
    pod({ labels: { app: 'a' } })
      .volume('x', { emptyDir: {} })
      .sidecar(proxy)
      .container('app', { image: 'example.com/app:1' })
      .deployment(chart, 'app')
      .service('public', { http: 80 });
    expect(Testing.synth(chart)).toMatchObject([
      { spec: { template: { spec: { initContainers: [{ name: 'proxy' }] } } } },
      { spec: { ports: [{ name: 'http', port: 80, targetPort: 80 }] } },
    ]);
  });

  it.each([
    ['', 'it is empty'],
    ['name: [', 'line 1, column 8: Cannot parse YAML'],
    ['- name: a\n  image: b\n  args: {', 'line 3, column 10: Cannot parse YAML'],
    ['image: b', 'the container has no name'],
    ['name: a', 'container "a" has no image'],
    ['name: a\nimage: b\n---\nname: c', 'it has 2 documents, a sidecar is of one'],
    ['- name: a\n  image: b\n- name: c\n  image: d', 'it has 2 containers, a sidecar is of one'],
    ['apiVersion: v1\nkind: Pod', 'it is a whole object, a sidecar is of one container'],
    ['name: a\nname: b\nimage: c', 'line 2, column'],
    ['just a word', 'it holds no container'],
    ['- just a word', 'it holds no container'],
  ])('%j is refused', (text, why) => {
    expect(() => sidecar.from(text)).toThrow(RangeError);
    expect(() => sidecar.from(text)).toThrow(`Cannot make a sidecar of the text: ${why}`);
  });
});
