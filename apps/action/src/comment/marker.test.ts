import { describe, expect, it } from 'vitest';
import { defaultId, hashOf, isOlder, markerLine, readMarker } from './marker.ts';

const marker = { id: 'prod', run: { number: 412, attempt: 1 }, sha: '3f9c2ab81d5e', hash: hashOf('text') };

describe('marker', () => {
  it('is read back as it was written', () => {
    expect(readMarker(`${markerLine(marker)}\ntext`, 'prod')).toEqual(marker);
  });

  it.each([
    ['of a longer id', markerLine({ ...marker, id: 'prod-eu' })],
    ['not on the first line', `\n${markerLine(marker)}`],
    ['quoted', `> ${markerLine(marker)}`],
    ['of another version', markerLine(marker).replace('v=1', 'v=2')],
  ])('is not taken from a comment where it is %s', (_, body) => {
    expect(readMarker(body, 'prod')).toBeUndefined();
  });

  it('orders runs by number, then by attempt', () => {
    expect(isOlder({ number: 9, attempt: 2 }, { number: 10, attempt: 1 })).toBe(true);
    expect(isOlder({ number: 10, attempt: 1 }, { number: 10, attempt: 2 })).toBe(true);
    expect(isOlder({ number: 10, attempt: 2 }, { number: 10, attempt: 2 })).toBe(false);
  });
});

describe('defaultId', () => {
  it.each([
    ['workflow and job', 'Pull request', 'diff', 'null', 'Pull-request/diff'],
    ['an empty matrix', 'ci', 'diff', '{ }', 'ci/diff'],
    ['nothing at all', '', '', '', 'default'],
    ['what would end the marker', 'a --> b', 'x', 'null', 'a----b/x'],
  ])('%s', (_, workflow, job, matrix, id) => expect(defaultId(workflow, job, matrix)).toBe(id));

  it('is another one for each job of a matrix', () => {
    const ids = ['{"a":1}', '{"a":2}'].map((matrix) => defaultId('ci', 'diff', matrix));
    expect(new Set(ids).size).toBe(2);
  });
});
