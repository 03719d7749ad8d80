// A nightly report: it needs the database from its first init container on, and its log lines shipped to the last.
import { pod } from '@outrider/cdk8s';
import { databaseProxy, logShipper } from '@outrider/cdk8s/presets';
import { App, Chart } from 'cdk8s';

const app = new App();
const chart = new Chart(app, 'report');

const database = databaseProxy('database', {
  image: 'gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.25.3',
  port: 5432,
  healthPort: 9801,
  startup: { http: '/startup', port: 'health', periodSeconds: 1, failureThreshold: 60 },
})
  .args(
    '--port=5432',
    '--health-check',
    '--http-address=0.0.0.0',
    '--http-port=9801',
    '--exit-zero-on-sigterm',
    'acme:europe-west1:orders',
  )
  .liveness({ http: '/liveness', port: 'health', periodSeconds: 60, failureThreshold: 5 })
  .cpu('100m')
  .memory('64Mi', { limit: '128Mi' })
  .hardened();

const logs = logShipper('logs', {
  image: 'cr.fluentbit.io/fluent/fluent-bit:5.1.1',
  logs: { volume: 'spool', path: '/var/log/report' },
})
  .args('--workdir=/fluent-bit/etc', '--config=/fluent-bit/etc/fluent-bit.yaml')
  .volume('config', { configMap: { name: 'fluent-bit' } })
  .mount('config', '/fluent-bit/etc')
  .ports({ http: 2020 })
  .startup({ http: '/', port: 'http', periodSeconds: 1, failureThreshold: 30 })
  .cpu('50m')
  .memory('32Mi', { limit: '64Mi' });

pod({ target: '1.33', terminationGracePeriodSeconds: 60 })
  .volume('spool', { emptyDir: { sizeLimit: '1Gi' } })
  .sidecar(database) // up before the migration runs
  .init('migrate', { image: 'acme/report:7', args: ['migrate'], cpu: '500m', memory: '128Mi' })
  .sidecar(logs)
  .container('report', {
    image: 'acme/report:7',
    args: ['nightly'],
    env: { DATABASE_HOST: '127.0.0.1', LOG_FILE: '/var/log/report/report.log' },
    mounts: { spool: '/var/log/report' },
    cpu: '250m',
    memory: '256Mi',
    memoryLimit: '256Mi',
  })
  .job(chart, 'nightly', { backoffLimit: 2, activeDeadlineSeconds: 3600 });

app.synth();
