#!/usr/bin/env node
// Stands here, and not in dist/, so that `pnpm install` can link it before the first build.
import '../dist/main.js';
