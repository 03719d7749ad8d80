// An app as cdk8s-plus users have it. One sidecar value is added to two of its workloads, nothing else changes.
import { sidecar } from '@outrider/cdk8s';
import { App, Chart, Cron, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-34';

const app = new App();
const chart = new Chart(app, 'shop');

const api = new kplus.Deployment(chart, 'api', {
  replicas: 2,
  containers: [
    {
      image: 'acme/shop:7',
      portNumber: 3000,
      resources: { cpu: { request: kplus.Cpu.millis(250) }, memory: { request: Size.mebibytes(256) } },
    },
  ],
  initContainers: [{ name: 'migrate', image: 'acme/shop:7', args: ['migrate'], resources: {} }],
});
api.exposeViaService({ ports: [{ port: 80, targetPort: 3000 }] });

const nightly = new kplus.CronJob(chart, 'nightly', {
  schedule: Cron.daily(),
  containers: [{ image: 'acme/shop:7', args: ['report'], resources: {} }],
});

const database = sidecar('database', 'gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.25.3')
  .args(
    '--port=5432',
    '--health-check',
    '--http-address=0.0.0.0',
    '--http-port=9801',
    'acme:europe-west1:orders',
  )
  .ports({ postgres: 5432, health: 9801 })
  .startup({ http: '/startup', port: 'health', periodSeconds: 1, failureThreshold: 60 })
  .cpu('100m')
  .memory('64Mi', { limit: '128Mi' })
  .hardened();

api.with(database); // up before the migration runs
nightly.with(database); // and it does not keep the Job from finishing

app.synth();
