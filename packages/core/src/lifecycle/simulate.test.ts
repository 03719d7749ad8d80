import { describe, expect, it } from 'vitest';
import { differences, GOLDEN, MORE, runGolden, settingsOf } from '../../test/lifecycle-golden.ts';

describe('shared scenarios', () => {
  it('has all of them', () => {
    expect(GOLDEN).toHaveLength(55);
  });

  describe.each(GOLDEN.map((golden) => [golden.id, golden.title, golden] as const))(
    '%s %s',
    (_id, _title, golden) => {
      it.each(settingsOf(golden).map((setting) => [setting.version, setting] as const))(
        'as %s',
        (_version, setting) => {
          expect(differences(golden, setting, runGolden(golden, setting))).toEqual([]);
        },
      );
    },
  );
});

describe.each(MORE.map((golden) => [golden.title, golden] as const))('%s', (_title, golden) => {
  it.each(settingsOf(golden).map((setting) => [setting.version, setting] as const))(
    'as %s',
    (_version, setting) => {
      expect(differences(golden, setting, runGolden(golden, setting))).toEqual([]);
    },
  );
});
