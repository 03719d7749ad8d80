import { describe, expect, it } from 'vitest';
import { releaseOf } from '../../kubernetes/release.ts';
import { cronError } from './cron.ts';
import { parseIp } from './ip.ts';
import { labelValue, qualifiedName } from './labels.ts';
import { dnsLabel, dnsSubdomain, percent, portName } from './names.ts';
import { timeZoneError } from './time-zone.ts';

const { on } = releaseOf('1.36');

describe('names', () => {
  it.each(['a', 'a-1', '1a', 'x'.repeat(63)])('takes the label %s', (name) => {
    expect(dnsLabel(name)).toEqual([]);
  });

  it.each(['', 'A', '-a', 'a-', 'a.b', 'ä', 'x'.repeat(64)])('refuses the label "%s"', (name) => {
    expect(dnsLabel(name)).not.toEqual([]);
  });

  it('joins labels by dots', () => {
    expect(dnsSubdomain('a.b-c.d')).toEqual([]);
    expect(dnsSubdomain('a..b')).not.toEqual([]);
  });

  it.each(['http', 'a-b', '80a', 'x'.repeat(15)])('takes the port name %s', (name) => {
    expect(portName(name)).toEqual([]);
  });

  it.each(['80', 'a--b', '-a', 'x'.repeat(16), 'HTTP'])('refuses the port name %s', (name) => {
    expect(portName(name)).not.toEqual([]);
  });

  it('reads whole percents only', () => {
    expect(percent('25%')).toEqual([]);
    expect(percent('2.5%')).not.toEqual([]);
  });
});

describe('labels', () => {
  it.each(['app', 'example.org/app', 'A.b_c-d'])('takes the key %s', (key) => {
    expect(qualifiedName(key, on)).toEqual([]);
  });

  it.each(['', '/app', 'a/b/c', 'Example.org/app', `${'x'.repeat(64)}`])('refuses the key "%s"', (key) => {
    expect(qualifiedName(key, on)).not.toEqual([]);
  });

  it('counts bytes from 1.35 on', () => {
    const long = 'x'.repeat(64);
    expect(labelValue(long, on)[0]).toContain('63 bytes');
    expect(labelValue(long, releaseOf('1.34').on)[0]).toContain('63 characters');
  });
});

describe('schedules', () => {
  it.each(['* * * * *', '*/5 0-12 1,15 * MON', '@hourly', '@every 1h30m', '0 0 ? * SUN'])(
    'takes %s',
    (schedule) => {
      expect(cronError(schedule)).toBeUndefined();
    },
  );

  it.each(['', '* * * *', '60 * * * *', '5-1 * * * *', '*/0 * * * *', '@never', '* * * * MOO'])(
    'refuses "%s"',
    (schedule) => {
      expect(cronError(schedule)).toBeDefined();
    },
  );

  it('knows the zones of the time zone database', () => {
    expect(timeZoneError('Europe/Vienna')).toEqual([]);
    expect(timeZoneError('Europe/Nowhere')).not.toEqual([]);
  });
});

describe('IP addresses', () => {
  it.each(['10.0.0.1', '::1', 'fe80::1', '::ffff:1.2.3.4', '1:2:3:4:5:6:7:8'])('reads %s', (text) => {
    expect(parseIp(text)).toBeDefined();
  });

  it.each(['', '10.0.0', '256.0.0.1', '1::2::3', '1:2:3:4:5:6:7', 'example.org', '1.2.3.4/8'])(
    'does not read "%s"',
    (text) => {
      expect(parseIp(text)).toBeUndefined();
    },
  );
});
