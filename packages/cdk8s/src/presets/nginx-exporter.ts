import type { Sidecar } from '../sidecar.ts';
import { metricsExporter } from './archetypes.ts';

export interface NginxExporterOptions {
  /** NGINX' `stub_status`; default `http://127.0.0.1:8080/stub_status`. */
  readonly scrapeUri?: `http${'s' | ''}://${string}`;
  /** Default `1.5.1`, of the minor these settings were checked against. */
  readonly version?: string;
  /** Further flags: `--no-nginx.ssl-verify` … */
  readonly args?: readonly string[];
}

/**
 * NGINX Prometheus Exporter, checked against 1.5. It answers before NGINX does: its probe tells that it is there, not
 * that NGINX is. SIGTERM ends it within 5 s.
 *
 * @see https://github.com/nginx/nginx-prometheus-exporter#command-line-arguments
 * @see https://github.com/nginx/nginx-prometheus-exporter/blob/main/exporter.go
 */
export const nginxExporter = ({
  scrapeUri = 'http://127.0.0.1:8080/stub_status',
  version = '1.5.1',
  args = [],
}: NginxExporterOptions = {}): Sidecar<'nginx-exporter', 'metrics'> =>
  metricsExporter('nginx-exporter', { image: `nginx/nginx-prometheus-exporter:${version}`, port: 9113 })
    .args(`--nginx.scrape-uri=${scrapeUri}`, ...args)
    .startup({ http: '/', port: 'metrics', periodSeconds: 1, failureThreshold: 30 });
