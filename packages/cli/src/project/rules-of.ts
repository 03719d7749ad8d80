import { RULES, type Rule } from '@outrider/core';
import type { Project } from './project.ts';

/** All rules that there are: the catalogue's, and a project's own. Commands that ask none do not load them. */
export const rulesOf = ({ ownRules }: Pick<Project, 'ownRules'>): readonly Rule[] => [...RULES, ...ownRules];
