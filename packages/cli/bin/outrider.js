#!/usr/bin/env node
// Stands here, and not in dist/, so that `pnpm install` can link it before the first build; and says in a sentence
// what an old Node would say with a stack.
if (Number(process.versions.node.split('.')[0]) < 20) {
  process.stderr.write(`outrider: Needs Node 20.19 or later, this is ${process.version}\n`);
  process.exitCode = 2;
} else {
  void import('../dist/main.js');
}
