export { inventory, releaseOf, simulate } from '../../src/index.ts';
