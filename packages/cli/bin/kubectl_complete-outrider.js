#!/usr/bin/env node
// kubectl asks this for completions of `kubectl outrider …` (kubectl 1.26 and later).
process.argv.splice(2, 0, '__complete', '--');
await import('../dist/main.js');
