import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';

const stylesheet = readFileSync(
  createRequire(import.meta.url).resolve('github-markdown-css/github-markdown-light.css'),
  'utf8',
);

/** A comment as a page with GitHub's stylesheet. `isOpen` opens the first folded block. */
export function commentPage(comment: string, isOpen: boolean): string {
  const html = micromark(comment, {
    allowDangerousHtml: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  });
  const shown = isOpen ? html.replace('<details>', '<details open>') : html;
  return `<!doctype html>
<meta charset="utf-8">
<title>comment</title>
<style>${stylesheet}
body { margin: 0; background: #fff }
.frame { margin: 16px; border: 1px solid #d1d9e0; border-radius: 6px; overflow: hidden }
.head { padding: 8px 16px; background: #f6f8fa; border-bottom: 1px solid #d1d9e0; color: #59636e; font: 14px/1.5 sans-serif }
.head b { color: #1f2328 }
.markdown-body { padding: 16px; font-size: 14px }
.markdown-body .diff .add { background: #dafbe1; color: #116329 }
.markdown-body .diff .cut { background: #ffebe9; color: #82071e }
</style>
<div class="frame"><div class="head"><b>github-actions</b> bot commented</div>
<article class="markdown-body">${coloured(alerts(shown))}</article></div>
`;
}

/** GitHub makes these of quotes that begin with a marker. */
const alerts = (html: string): string =>
  html.replace(
    /<blockquote>\n<p>\[!CAUTION\]\n/g,
    '<blockquote class="markdown-alert markdown-alert-caution"><p class="markdown-alert-title">Caution</p><p>',
  );

/** GitHub colours `diff` blocks. */
const coloured = (html: string): string =>
  html.replace(
    /<pre><code class="language-diff">([\s\S]*?)<\/code><\/pre>/g,
    (_, code: string) =>
      `<pre><code class="diff">${code
        .split('\n')
        .map((line) => {
          if (line.startsWith('+')) return `<span class="add">${line}</span>`;
          return line.startsWith('-') ? `<span class="cut">${line}</span>` : line;
        })
        .join('\n')}</code></pre>`,
  );
