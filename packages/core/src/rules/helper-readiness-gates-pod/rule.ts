import type { Edit } from '../../finding.ts';
import type { Container, Probe } from '../../kubernetes/api-types.gen.ts';
import { productOf } from '../known/products.ts';
import { defineRule, type Fact, type Rule, type RuleContext } from '../rule.ts';
import { askingServicesOf, targetIn } from '../signs/service-targets.ts';

interface Gates extends Fact {
  readonly sidecar: string;
  readonly service: string;
  /** What it is there for: `logs`. */
  readonly purpose: string;
  readonly seconds: number;
  readonly removal: Edit;
}

/** L-095: a Pod is Ready when all its containers are, sidecars among them; nothing takes one out of the count. */
export const helperReadinessGatesPod: Rule = defineRule({
  meta: {
    id: 'helper-readiness-gates-pod',
    summary: 'The readinessProbe of a helper takes its Pod out of the Service',
    severity: 'warning',
    needs: 'SidecarContainers',
    source: 'L-095; kubernetes/kubernetes#142145, kubernetes/kubernetes#127276',
  },
  check,
  advise: ({ sidecar, service, purpose, seconds, removal }: Gates) => ({
    message: `Sidecar "${sidecar}" (${purpose}) has a readinessProbe: when it fails for ${seconds} s, Service "${service}" sends no more traffic to the app, either`,
    explanation:
      'A Pod is ready when all of its containers are ready, sidecars included, and there is no way to leave one out. A helper that no traffic goes through needs no readinessProbe; a livenessProbe restarts it where that helps.',
    fix: { description: `Delete the readinessProbe of "${sidecar}"`, edits: [removal] },
  }),
});

function check(context: RuleContext): readonly Gates[] {
  const { workload, input, containers, release } = context;
  const services = askingServicesOf({ workload, input });
  return containers.flatMap((entry) => {
    const { container, role, path } = entry;
    const purpose = role === 'sidecar' ? purposeOf(container) : undefined;
    const [service] = services;
    if (purpose === undefined || service === undefined || container.readinessProbe === undefined) return [];
    if (services.some((one) => targetIn(one, entry, containers, release))) return [];
    return [
      {
        path: `${path}.readinessProbe`,
        sidecar: container.name ?? '',
        service: service.object.source.name,
        purpose,
        seconds: failingSeconds(container.readinessProbe),
        removal: { op: 'remove', path: `${path}.readinessProbe` },
      },
    ];
  });
}

/** In the words of a message; products and names of containers that no traffic of the app goes through. */
const PURPOSES = {
  logs: 'logs',
  telemetry: 'telemetry',
  metrics: 'metrics',
  'file-sync': 'files',
  reload: 'reload',
} as const;

const NAMED: readonly (readonly [RegExp, string])[] = [
  [/(?:^|-)(?:logs?|logging|logger|logrotate|log-(?:shipper|agent|forwarder|collector))(?:-|$)/, 'logs'],
  [/(?:^|-)(?:metrics|exporter)(?:-|$)/, 'metrics'],
  [/(?:^|-)(?:reload|reloader)(?:-|$)/, 'reload'],
  [/(?:^|-)backups?(?:-|$)/, 'backup'],
];

/** A word that tells of traffic, whatever else the name says. */
const SERVES = /(?:^|-)(?:proxy|gateway|server|api|router|envoy|nginx|haproxy)(?:-|$)/;

function purposeOf(container: Container): string | undefined {
  const product = productOf(container);
  if (product !== undefined) return (PURPOSES as Readonly<Record<string, string>>)[product.purpose];
  if (SERVES.test(container.name ?? '')) return undefined;
  return NAMED.find(([name]) => name.test(container.name ?? ''))?.[1];
}

const failingSeconds = ({ failureThreshold = 3, periodSeconds = 10 }: Probe): number =>
  failureThreshold * periodSeconds;
