import type { ContainerRole, PodChange } from '@outrider/core';
import { listedWords, name, type Words } from './words.ts';

export const ROLES: Readonly<Record<ContainerRole, string>> = {
  init: 'init container',
  sidecar: 'native sidecar',
  regular: 'regular container',
};

const A_ROLE: Readonly<Record<ContainerRole, string>> = {
  init: 'an init container',
  sidecar: 'a native sidecar',
  regular: 'a regular container',
};

const ORDERS: Readonly<Record<'initContainers' | 'containers', string>> = {
  initContainers: 'start order',
  containers: 'order of the regular containers',
};

/** What happened to the containers; changes of single fields are left to the list of fields. */
export const containerEvents = (changes: readonly PodChange[]): readonly Words[] =>
  changes.flatMap(eventWords);

function eventWords(change: PodChange): readonly Words[] {
  switch (change.change) {
    case 'role':
      return [[name(change.container), ` becomes ${A_ROLE[change.after]} (was ${A_ROLE[change.before]})`]];
    case 'added':
      return [[`${ROLES[change.role]} `, name(change.container), ' is added']];
    case 'removed':
      return [[`${ROLES[change.role]} `, name(change.container), ' is removed']];
    case 'order':
      return [
        [ORDERS[change.list], ' changes from ', ...inOrder(change.before), ' to ', ...inOrder(change.after)],
      ];
    case 'field':
      return [];
  }
}

/** `a`, then `b`. */
export const inOrder = (names: readonly string[]): Words =>
  listedWords(
    names.map((text) => [name(text)]),
    ', then ',
  ).map((word) => (word === ', ' ? ', then ' : word));
