import { expect, it } from 'vitest';
import { identifiers, wish } from './identifiers.ts';

it.each([
  ['cloud-sql-proxy', 'cloudSqlProxy'],
  ['2nd-agent', 'sidecar2ndAgent'],
  ['日本', 'sidecar'],
  ['x"; alert(1)//', 'xAlert1'],
])('%j → %s', (text, identifier) => {
  expect(wish(text, 'sidecar')).toBe(identifier);
});

it('gives every name once, and none that means something already', () => {
  const names = identifiers();
  const wishes = ['proxy', 'proxy', 'class', 'pod', 'app', 'proxy'];
  expect(wishes.map((name) => names.take(name, `${name}Sidecar`))).toEqual([
    'proxy',
    'proxySidecar',
    'classSidecar',
    'podSidecar',
    'appSidecar',
    'proxySidecar2',
  ]);
});
