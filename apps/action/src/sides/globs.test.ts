import { describe, expect, it } from 'vitest';
import { globsOf } from './globs.ts';

const FILES = [
  'a.yaml',
  'deploy/a.yaml',
  'deploy/b.yml',
  'deploy/c.json',
  'deploy/README.md',
  'deploy/crds/x.yaml',
  'deploy/deep/er/y.yaml',
  'deploy/.hidden/z.yaml',
  'services/one/k8s/a.yaml',
  'services/two/k8s/a.yaml',
  'services/[odd]/k8s/a.yaml',
];

const matched = (lines: readonly string[], folder = ''): readonly string[] =>
  FILES.filter(globsOf(lines, folder).matches);

describe('globsOf', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['a glob', ['deploy/*.yaml'], ['deploy/a.yaml']],
    ['two stars', ['deploy/**/*.yaml'], ['deploy/a.yaml', 'deploy/crds/x.yaml', 'deploy/deep/er/y.yaml']],
    [
      'a folder',
      ['deploy/'],
      ['deploy/a.yaml', 'deploy/b.yml', 'deploy/c.json', 'deploy/crds/x.yaml', 'deploy/deep/er/y.yaml'],
    ],
    ['a file', ['./deploy/a.yaml'], ['deploy/a.yaml']],
    ['a hidden folder that is named', ['deploy/.hidden'], ['deploy/.hidden/z.yaml']],
    ['alternatives', ['services/{one,two}/k8s'], ['services/one/k8s/a.yaml', 'services/two/k8s/a.yaml']],
    [
      'those to leave out',
      ['deploy', '!deploy/crds', '!**/*.{yml,json}'],
      ['deploy/a.yaml', 'deploy/deep/er/y.yaml'],
    ],
    [
      'manifests alone, whatever the glob says',
      ['deploy/*'],
      ['deploy/a.yaml', 'deploy/b.yml', 'deploy/c.json'],
    ],
  ])('takes %s', (_, lines, files) => expect(matched(lines)).toEqual(files));

  it('takes everything for "."', () => {
    expect(matched(['.'])).toEqual(FILES.filter((file) => !/README|hidden/.test(file)));
  });

  it('starts from a folder, whose name is no glob', () => {
    expect(matched(['k8s/*.yaml'], 'services/[odd]')).toEqual(['services/[odd]/k8s/a.yaml']);
    expect(matched(['.'], 'services/one')).toEqual(['services/one/k8s/a.yaml']);
  });

  it('knows the folders that are worth listing', () => {
    expect(globsOf(['deploy/**/*.yaml', 'a.yaml', '*.yaml', '!x/**'], '').folders).toEqual([
      'deploy',
      'a.yaml',
      '',
    ]);
    expect(globsOf(['k8s/{a,b}/*.yaml', '.'], 'services/one').folders).toEqual([
      'services/one/k8s',
      'services/one',
    ]);
  });
});
