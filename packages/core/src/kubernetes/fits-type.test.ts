import { expect, it } from 'vitest';
import { fitsType } from './fits-type.ts';

it.each([
  [{ name: 'http', containerPort: 80 }, 'ContainerPort', true],
  [{ name: 'http', containerPort: '80' }, 'ContainerPort', false],
  [{ name: 'http', containerPort: 80, port: 80 }, 'ContainerPort', false],
  [{ name: null }, 'ContainerPort', false],
  [{ limits: { cpu: '1' } }, 'ResourceRequirements', true],
  [{ limits: { cpu: 1 } }, 'ResourceRequirements', false],
  [{ httpGet: { port: 80 } }, 'Probe', true],
  [{ httpGet: { port: 'http' } }, 'Probe', true],
  [{ httpGet: { port: true } }, 'Probe', false],
  [{ finalizers: ['a', 1] }, 'ObjectMeta', false],
])('%j as %s: %s', (value, type, fits) => {
  expect(fitsType(value, type)).toBe(fits);
});
