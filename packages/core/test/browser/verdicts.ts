export { analyze, diffAnalyses, releaseOf, simulate } from '../../src/index.ts';
