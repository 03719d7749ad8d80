import { NativeSidecars, pod, sidecar } from '@outrider/cdk8s';
import { cloudSqlProxy } from '@outrider/cdk8s/presets';
import { ApiObject, App, Chart, type ChartProps } from 'cdk8s';
import type { Construct } from 'constructs';

export const proxy = sidecar('proxy', 'envoyproxy/envoy:v1.36.2')
  .ports({ http: 8080 })
  .startup({ http: '/ready', port: 'http' })
  .preStopSleep(5);

export class MyChart extends Chart {
  constructor(scope: Construct, id: string, props: ChartProps = {}) {
    super(scope, id, props);

    pod({ target: '1.30' })
      .sidecar(cloudSqlProxy('acme:europe-west1:orders', { port: 5432 }))
      .sidecar(proxy)
      .container('app', { image: 'nginx:1', ports: { web: 80 } })
      .deployment(this, 'api')
      .service('public', { http: 80 });

    const job = new ApiObject(this, 'job', {
      apiVersion: 'batch/v1',
      kind: 'Job',
      spec: {
        template: { spec: { restartPolicy: 'Never', containers: [{ name: 'job', image: 'busybox:1' }] } },
      },
    });
    job.with(proxy);
    NativeSidecars.on(this).add(sidecar('logs', 'fluent-bit:5'));
  }
}

const app = new App();
new MyChart(app, 'template');
app.synth();
