import type { HostAlias, PodDNSConfig, PodSpec } from '../../kubernetes/api-types.gen.ts';
import {
  type FieldErrors,
  forbidden,
  invalid,
  invalidFor,
  notSupported,
  required,
  tooLong,
} from '../field-error.ts';
import { parseIp } from '../text/ip.ts';
import { byteLength, dnsLabel, dnsSubdomain, dnsSubdomainWithUnderscore } from '../text/names.ts';
import type { PodContext } from './pod-context.ts';

type Features = PodContext['on'];

const DNS_POLICIES = ['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None'];

export function* validateDnsPolicy(policy: string, path: string): FieldErrors {
  if (!DNS_POLICIES.includes(policy)) yield notSupported('dns', path, policy, DNS_POLICIES);
}

const MOST_NAMESERVERS = 3;
const MOST_SEARCHES = 32;
const MOST_SEARCH_CHARACTERS = 2048;

export function* validateDnsConfig(
  { dnsConfig, dnsPolicy }: PodSpec,
  path: string,
  on: Features,
): FieldErrors {
  if (dnsPolicy === 'None') {
    if (dnsConfig === undefined)
      return yield required('dns', path, 'must provide `dnsConfig` when `dnsPolicy` is None');
    if ((dnsConfig.nameservers ?? []).length === 0) {
      const detail = 'must provide at least one DNS nameserver when `dnsPolicy` is None';
      return yield required('dns', `${path}.nameservers`, detail);
    }
  }
  if (dnsConfig !== undefined) yield* validateDnsLists(dnsConfig, path, on);
}

function* validateDnsLists(
  { nameservers = [], searches = [], options = [] }: PodDNSConfig,
  path: string,
  on: Features,
): FieldErrors {
  const refuse = (list: string, value: readonly string[], most: string) =>
    invalid('dns', `${path}.${list}`, value, `must not have more than ${most}`);
  if (nameservers.length > MOST_NAMESERVERS)
    yield refuse('nameservers', nameservers, `${MOST_NAMESERVERS} nameservers`);
  for (const [index, nameserver] of nameservers.entries())
    yield* validateIp(nameserver, `${path}.nameservers[${index}]`, on);
  if (searches.length > MOST_SEARCHES) yield refuse('searches', searches, `${MOST_SEARCHES} search paths`);
  if (byteLength(searches.join(' ')) > MOST_SEARCH_CHARACTERS)
    yield refuse(
      'searches',
      searches,
      `${MOST_SEARCH_CHARACTERS} characters (including spaces) in the search list`,
    );
  for (const [index, search] of searches.entries())
    yield* validateSearch(search, `${path}.searches[${index}]`, on);
  for (const [index, { name = '' }] of options.entries())
    if (name === '') yield required('dns', `${path}.options[${index}]`, 'must not be empty');
}

function* validateSearch(search: string, path: string, on: Features): FieldErrors {
  const name = search.endsWith('.') ? search.slice(0, -1) : search;
  if (!on.RelaxedDNSSearchValidation) yield* invalidFor('dns', path, name, dnsSubdomain(name));
  else if (search !== '.')
    yield* invalidFor('dns', path, name, dnsSubdomainWithUnderscore(name, on.underscorePatternPrinted));
}

function* validateIp(text: string, path: string, on: Features): FieldErrors {
  const ip = parseIp(text);
  if (ip === undefined) {
    yield invalid(
      'ip-address',
      path,
      text,
      on.ipErrorsGiveExamples
        ? 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)'
        : 'must be valid IP address',
    );
  } else if (on.StrictIPCIDRValidation) {
    if (ip.leadingZeros) yield invalid('ip-address', path, text, 'must not have leading 0s');
    else if (ip.mapped) yield invalid('ip-address', path, text, 'must not be an IPv4-mapped IPv6 address');
  }
}

export function* validateHostAliases(aliases: readonly HostAlias[], path: string, on: Features): FieldErrors {
  for (const [index, { ip = '', hostnames = [] }] of aliases.entries()) {
    const at = on.hostAliasPathsHaveIndex ? `${path}[${index}]` : path;
    yield* validateIp(ip, `${at}.ip`, on);
    for (const [nameIndex, hostname] of hostnames.entries()) {
      const nameAt = on.hostAliasPathsHaveIndex ? `${at}.hostnames[${nameIndex}]` : `${at}.hostnames`;
      yield* invalidFor('host-aliases', nameAt, hostname, dnsSubdomain(hostname));
    }
  }
}

/** Hostname, subdomain and what overrides both. */
export function* validateHostnameOverride(spec: PodSpec, path: string, on: Features): FieldErrors {
  const { hostnameOverride: name } = spec;
  if (name === undefined) return;
  const at = `${path}.hostnameOverride`;
  if (spec.setHostnameAsFQDN === true)
    yield forbidden('hostname', at, 'may not be specified when setHostnameAsFQDN is true');
  if (spec.hostNetwork === true)
    yield forbidden('hostname', at, 'may not be specified when hostNetwork is true');
  if (byteLength(name) > 64) yield tooLong('hostname', at, 64, on);
  yield* invalidFor('hostname', at, name, dnsSubdomain(name));
}

export function* validateHostnames({ hostname, subdomain }: PodSpec, path: string): FieldErrors {
  if (hostname) yield* invalidFor('hostname', `${path}.hostname`, hostname, dnsLabel(hostname));
  if (subdomain) yield* invalidFor('hostname', `${path}.subdomain`, subdomain, dnsLabel(subdomain));
}
