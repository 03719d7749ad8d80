// A service in a mesh that injects its own proxy, with a log shipper beside the app.
import { pod } from '@outrider/cdk8s';
import { fluentBit, istio } from '@outrider/cdk8s/presets';
import { App, Chart } from 'cdk8s';

const app = new App();
const chart = new Chart(app, 'orders');

const logs = fluentBit({ configMap: 'fluent-bit', logs: { volume: 'logs', path: '/var/log/orders' } })
  .cpu('50m')
  .memory('32Mi', { limit: '64Mi' });

pod({ target: '1.33', labels: { app: 'orders' }, terminationGracePeriodSeconds: 60 })
  .annotate(istio({ drainSeconds: 20 })) // the mesh puts its sidecar in; nobody writes that container
  .volume('logs', { emptyDir: { sizeLimit: '256Mi' } })
  .sidecar(logs) // stops after the app, so the last lines are shipped, too
  .container('app', {
    image: 'acme/orders:3',
    ports: { web: 3000 },
    readiness: { http: '/ready', port: 'web' },
    mounts: { logs: '/var/log/orders' },
    preStopSleep: 5, // endpoints are withdrawn in the meantime
    cpu: '250m',
    memory: '256Mi',
    memoryLimit: '256Mi',
  })
  .deployment(chart, 'api', { replicas: 3 })
  .service('public', { web: 80 });

app.synth();
