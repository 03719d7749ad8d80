import type { WindowsSecurityContextOptions } from '../../kubernetes/api-types.gen.ts';
import { type FieldErrors, invalid, invalidFor } from '../field-error.ts';
import { byteLength, dnsSubdomain } from '../text/names.ts';

const RULE = 'windows-options';
const LONGEST_SPEC_KIB = 64;

export function* validateWindowsOptions(
  options: WindowsSecurityContextOptions | undefined,
  path: string,
): FieldErrors {
  if (options === undefined) return;
  const { gmsaCredentialSpecName: name, gmsaCredentialSpec: spec, runAsUserName } = options;
  if (name !== undefined) yield* invalidFor(RULE, `${path}.gmsaCredentialSpecName`, name, dnsSubdomain(name));
  const at = `${path}.gmsaCredentialSpec`;
  if (spec === '') yield invalid(RULE, at, spec, 'gmsaCredentialSpec cannot be an empty string');
  else if (spec !== undefined && byteLength(spec) > LONGEST_SPEC_KIB * 1024)
    yield invalid(RULE, at, spec, `gmsaCredentialSpec size must be under ${LONGEST_SPEC_KIB} KiB`);
  if (runAsUserName !== undefined)
    yield* invalidFor(RULE, `${path}.runAsUserName`, runAsUserName, userNameMessages(runAsUserName));
}

/** `USER` or `DOMAIN\USER`, within Active Directory's conventions. */
function userNameMessages(name: string): readonly string[] {
  if (name === '') return ['runAsUserName cannot be an empty string'];
  if (/\p{Cc}/u.test(name)) return ['runAsUserName cannot contain control characters'];
  const parts = name.split('\\');
  if (parts.length > 2) return ['runAsUserName cannot contain more than one backslash'];
  const [domain, user = ''] = parts.length === 2 ? parts : [undefined, name];
  return [...domainMessages(domain), ...userMessages(user)];
}

const NETBIOS = /^[^\\/:*?"<>|.][^\\/:*?"<>|]{0,14}$/;
const DNS_LABEL = /^[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?$/;

function domainMessages(domain: string | undefined): readonly string[] {
  if (domain === undefined) return [];
  const isDns = domain.split('.').every((label) => DNS_LABEL.test(label));
  return [
    ...(byteLength(domain) >= 256 ? ["runAsUserName's Domain length must be under 256 characters"] : []),
    ...(NETBIOS.test(domain) || isDns
      ? []
      : ["runAsUserName's Domain doesn't match the NetBios nor the DNS format"]),
  ];
}

function userMessages(user: string): readonly string[] {
  const length = byteLength(user);
  return [
    ...(length === 0 ? ["runAsUserName's User cannot be empty"] : []),
    ...(length > 104 ? ["runAsUserName's User length must not be longer than 104 characters"] : []),
    ...(/^[. ]+$/.test(user) ? ["runAsUserName's User cannot contain only periods or spaces"] : []),
    ...(/["/\\:;|=,+*?<>@[\]]/.test(user)
      ? [`runAsUserName's User cannot contain the following characters: "/\\:;|=,+*?<>@[]`]
      : []),
  ];
}
