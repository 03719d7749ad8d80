import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeText } from './decode-text.ts';

it('reads UTF-8 as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(decodeText(Buffer.from(text, 'utf8'))).toBe(Buffer.from(text, 'utf8').toString('utf8'));
    }),
  );
});

it.each([
  ['latin1', [0x61, 0xe9, 0x62], 'a\udce9b'],
  ['a sequence that ends too early', [0xe2, 0x82, 0x61], '\udce2\udc82a'],
  ['an overlong form', [0xc0, 0xaf], '\udcc0\udcaf'],
  ['a surrogate in UTF-8', [0xed, 0xa0, 0x80], '\udced\udca0\udc80'],
  ['well-formed text around it', [0xc3, 0xa9, 0xff, 0xf0, 0x9f, 0x98, 0x80], 'é\udcff😀'],
])('marks %s', (_, bytes, text) => expect(decodeText(Buffer.from(bytes))).toBe(text));

it('takes no time for long runs of either', () => {
  expect(decodeText(Buffer.alloc(5e6, 0xff))).toHaveLength(5e6);
  expect(decodeText(Buffer.concat([Buffer.alloc(5e6, 0x61), Buffer.from([0xff])]))).toHaveLength(5e6 + 1);
});
