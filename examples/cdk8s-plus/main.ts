// An app as cdk8s-plus users have it. One sidecar value is added to all of its workloads, nothing else changes.
import { cloudSqlProxy } from '@outrider/cdk8s/presets';
import { App, Chart, Cron, Duration, Size } from 'cdk8s';
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

new kplus.CronJob(chart, 'nightly', {
  schedule: Cron.daily(),
  activeDeadline: Duration.hours(1),
  containers: [{ image: 'acme/shop:7', args: ['report'], resources: {} }],
});

const database = cloudSqlProxy('acme:europe-west1:orders', { port: 5432 })
  .cpu('100m')
  .memory('64Mi', { limit: '128Mi' })
  .hardened();

// Into both workloads: up before the migration runs, and no reason for the nightly Job to go on.
chart.with(database);

app.synth();
