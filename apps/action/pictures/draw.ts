/**
 * Draws golden comments as pictures with GitHub's stylesheet, for the README: `node apps/action/pictures/draw.ts`.
 * Needs `chromium`. Other files can be drawn to be looked at: `… draw.ts COMMENT.md PICTURE.png`.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { commentPage } from './page.ts';

const WIDTH = 940;

/** Picture → the golden comment that it shows, and whether its first fold is open. */
const PICTURES: readonly (readonly [picture: string, comment: string, isOpen: boolean])[] = [
  ['small.png', '../test/comments/small.md', true],
  ['large.png', '../test/comments/large.md', false],
];

const chromium = (args: readonly string[]): string =>
  execFileSync(
    'chromium',
    [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--hide-scrollbars',
      `--window-size=${WIDTH},800`,
      ...args,
    ],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
  );

function draw(comment: string, picture: string, isOpen: boolean): void {
  const folder = mkdtempSync(join(tmpdir(), 'outrider-picture-'));
  const page = join(folder, 'page.html');
  writeFileSync(page, commentPage(readFileSync(comment, 'utf8'), isOpen));
  const probe = `${readFileSync(page, 'utf8')}<script>document.title = document.documentElement.scrollHeight</script>`;
  writeFileSync(join(folder, 'probe.html'), probe);
  const dom = chromium(['--dump-dom', `file://${join(folder, 'probe.html')}`]);
  const [, height = '800'] = /<title>(\d+)<\/title>/.exec(dom) ?? [];
  chromium([`--window-size=${WIDTH},${height}`, `--screenshot=${picture}`, `file://${page}`]);
  rmSync(folder, { recursive: true });
}

const [asked, target] = process.argv.slice(2);
if (asked !== undefined && target !== undefined) draw(asked, target, true);
else {
  for (const [picture, comment, isOpen] of PICTURES) {
    const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
    draw(path(comment), path(picture), isOpen);
  }
}
