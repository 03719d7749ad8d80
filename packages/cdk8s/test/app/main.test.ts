import { Testing } from 'cdk8s';
import { MyChart } from './main';

test('sidecars are in every workload', () => {
  const results = Testing.synth(new MyChart(Testing.app(), 'test-chart'));
  const names = results
    .filter(({ kind }) => kind !== 'Service')
    .map(({ spec }) => spec.template.spec.initContainers.map(({ name }: { name: string }) => name));
  expect(names).toEqual([
    ['logs', 'cloud-sql-proxy', 'proxy'],
    ['proxy', 'logs'],
  ]);
});
