/**
 * The part of core for objects that are there as values: nothing here reads text, so it loads in a fraction of the
 * time of the whole. What it gives is what the whole gives, too.
 */
export { objectErrors, objectFindings } from './object-findings.ts';
