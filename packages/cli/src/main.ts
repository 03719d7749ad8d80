#!/usr/bin/env node
import { run } from './cli.ts';
import { processIo } from './process-io.ts';

// No await at the top level: commands share modules with this file, and would wait for it for ever.
void run(process.argv.slice(2), processIo()).then((exitCode) => {
  process.exitCode = exitCode;
});
