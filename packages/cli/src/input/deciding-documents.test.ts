import { describe, expect, it } from 'vitest';
import { decidingDocuments, onlyDeciding } from './deciding-documents.ts';

const POD = 'kind: Pod\nmetadata: { name: a }\n';
const QUOTA = '---\nkind: ResourceQuota\nmetadata: { name: q }\n';

describe('documents that decide over workloads elsewhere', () => {
  it('are found in YAML and in JSON, between others', () => {
    expect(decidingDocuments(`${POD}${QUOTA}---\n${POD}`)).toEqual([QUOTA]);
    expect(decidingDocuments('{"kind":"LimitRange"}')).toEqual(['{"kind":"LimitRange"}']);
    expect(decidingDocuments("'kind' : 'Namespace'\n")).toHaveLength(1);
  });

  it('keep their lines when all else is blank', () => {
    const kept = onlyDeciding(`${POD}${QUOTA}---\n${POD}`) ?? '';
    expect(kept.split('\n').indexOf('kind: ResourceQuota')).toBe(3);
    expect(kept).not.toContain('Pod');
    expect(kept.split('\n')).toHaveLength(`${POD}${QUOTA}---\n${POD}`.split('\n').length);
  });

  it('are none where kinds only sound like them', () => {
    expect(onlyDeciding(POD)).toBeUndefined();
    expect(onlyDeciding('kind: ServiceAccount\n')).toBeUndefined();
    expect(onlyDeciding('kind: NamespaceLike\n')).toBeUndefined();
  });
});
