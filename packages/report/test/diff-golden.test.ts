import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { diffHtml, diffJson, diffMarkdown, diffText, plain } from '../src/index.ts';
import { diffOf, fixtureDiff } from './analysis-of.ts';
import { largeChange } from './large-change.ts';

const golden = (name: string): string => fileURLToPath(new URL(`./fixtures/diff/${name}`, import.meta.url));

describe.each(['conversion', 'fixed', 'new-error', 'order-swap', 'lost-qos', 'removed-workload', 'renamed'])(
  'diff of %s',
  (name) => {
    const diff = fixtureDiff(name);
    it('as a comment', () => expect(diffMarkdown(diff)).toMatchFileSnapshot(golden(`${name}/comment.md`)));
    it('as text', () =>
      expect(diffText(diff, { paint: plain, width: 100 })).toMatchFileSnapshot(golden(`${name}/diff.txt`)));
    it('as a page', () => expect(diffHtml(diff)).toMatchFileSnapshot(golden(`${name}/diff.html`)));
    it('as JSON', () => expect(diffJson(diff)).toMatchFileSnapshot(golden(`${name}/diff.json`)));
  },
);

describe('diagrams of a comment', () => {
  const diff = fixtureDiff('conversion');

  it('as Mermaid charts', () =>
    expect(diffMarkdown(diff, { diagrams: 'mermaid' })).toMatchFileSnapshot(
      golden('conversion/comment-mermaid.md'),
    ));

  it('are three at most, drawn as text from then on', () => {
    const sideOf = (pod: (name: string) => object) =>
      ['a', 'b', 'c', 'd'].map((name) => ({
        file: name,
        text: JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name }, spec: pod(name) }),
      }));
    const four = diffOf(
      sideOf((name) => ({ containers: [{ name: 'app' }, { name }] })),
      sideOf((name) => ({
        initContainers: [{ name, restartPolicy: 'Always' }],
        containers: [{ name: 'app' }],
      })),
    );
    const comment = diffMarkdown(four, { diagrams: 'mermaid' });
    expect(comment.match(/^```mermaid$/gm)).toHaveLength(3);
    expect(comment.match(/^```text$/gm)).toHaveLength(1);
  });

  it('can be left out', () => {
    const comment = diffMarkdown(diff, { diagrams: 'off' });
    expect(comment).not.toMatch(/```(text|mermaid)/);
    expect(comment).toContain('<summary><code>shop/checkout</code>: changed fields</summary>');
  });
});

describe('a large change', () => {
  const { base, head } = largeChange();
  const comment = diffMarkdown(diffOf(base, head));

  it('is told in groups', () => expect(comment).toMatchFileSnapshot(golden('large/comment.md')));

  it('needs few characters, most of them folded', () => {
    expect(comment.length).toBeLessThan(9000);
    expect(comment.replace(/<details>[\s\S]*?<\/details>/g, '').length).toBeLessThan(2500);
  });
});

describe('a page', () => {
  const hostile = '"><script>alert(1)</script>\u202e';
  const podWith = (name: string, more: object) => [
    {
      file: `${hostile}.yaml`,
      text: JSON.stringify({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: hostile },
        spec: {
          containers: [
            { name: 'app', image: 'a' },
            { name, image: hostile },
          ],
          ...more,
        },
      }),
    },
  ];
  const page = diffHtml(
    diffOf(
      podWith(hostile, {}),
      podWith('other', { initContainers: [{ name: hostile, restartPolicy: 'Always' }] }),
    ),
  );

  it('obeys no manifest', () => {
    expect(page).not.toContain('<script');
    expect(page).not.toContain('\u202e');
    expect(page).toContain('&lt;script&gt;');
  });

  it('needs nobody else', () => {
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/https?:|\bsrc=|\bhref=|@import|url\(/);
  });
});
