import type { Container } from '../../kubernetes/api-types.gen.ts';

/** Programs that people run beside an app, and that serve until they are stopped. */
interface Helper {
  readonly name: string;
  /** Repository of its images, without registry and tag. */
  readonly image: RegExp;
  /** Words that make it do one thing and end. */
  readonly ends: RegExp;
  /** Words without which it is another program of the same image. */
  readonly needs?: RegExp;
}

const HELPERS: readonly Helper[] = [
  { name: 'istio-proxy', image: /(?:^|\/)proxyv2$/, ends: /^-+(?:help|version)$/, needs: /^proxy$/ },
  { name: 'linkerd-proxy', image: /(?:^|\/)linkerd\/proxy$/, ends: /^-+(?:help|version)$/ },
  { name: 'envoy', image: /(?:^|\/)envoyproxy\/envoy$/, ends: /^(?:validate|-+(?:mode|version|help))\b/ },
  {
    name: 'cloud-sql-proxy',
    image: /(?:^|\/)(?:cloud-sql-proxy|gce-proxy|alloydb-auth-proxy)$/,
    ends: /^(?:wait|shutdown|completion|-+(?:version|help))$/,
  },
  { name: 'daprd', image: /(?:^|\/)(?:daprd|daprio\/dapr)$/, ends: /^-+(?:version|build-info|help)$/ },
  {
    name: 'fluent-bit',
    image: /(?:^|\/)fluent-bit$/,
    ends: /^(?:-D|-V|-h|--(?:dry-run|version|help|sosreport))$/,
  },
  { name: 'filebeat', image: /(?:^|\/)filebeat$/, ends: /^(?:setup|test|version|export|keystore|-+once)$/ },
  { name: 'promtail', image: /(?:^|\/)promtail$/, ends: /^-+(?:dry-run|stdin|version|check-syntax|help)\b/ },
  {
    name: 'otel-collector',
    image: /(?:^|\/)(?:otelcol|opentelemetry-collector)(?:-contrib|-k8s|-core)?$/,
    ends: /^(?:validate|components|print-initial-config|-+(?:version|help))$/,
  },
  { name: 'git-sync', image: /(?:^|\/)git-sync$/, ends: /^-+(?:one-time|version|man|help)\b/ },
];

/** What makes git-sync end when it is not a flag. */
const ONE_TIME: ReadonlySet<string> = new Set(['GITSYNC_ONE_TIME', 'GIT_SYNC_ONE_TIME']);

/** The helper whose image a container runs in its serving form, with the image's own entrypoint. */
export function helperOf(container: Container): string | undefined {
  if (container.command !== undefined || endsByEnvironment(container)) return undefined;
  const repository = repositoryOf(container.image ?? '');
  const args = container.args ?? [];
  return HELPERS.find(
    ({ image, ends, needs }) =>
      image.test(repository) &&
      !args.some((word) => ends.test(word)) &&
      (needs === undefined || args.some((word) => needs.test(word))),
  )?.name;
}

/** The helper after which a container of another image is named. */
export function helperNamed(container: Container): string | undefined {
  if (container.command !== undefined || endsByEnvironment(container)) return undefined;
  const args = container.args ?? [];
  const helper = HELPERS.find(({ name }) => name === container.name);
  if (helper === undefined || args.some((word) => helper.ends.test(word))) return undefined;
  return helper.needs === undefined ? helper.name : undefined;
}

const endsByEnvironment = ({ env }: Container): boolean =>
  (env ?? []).some(({ name, value }) => ONE_TIME.has(name ?? '') && value === 'true');

/** `registry:5000/a/b:1@sha256:…` → `registry:5000/a/b` */
const repositoryOf = (image: string): string => image.replace(/@.*$/, '').replace(/:[^/:]*$/, '');
