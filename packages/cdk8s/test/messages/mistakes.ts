// Every line that ends in `// no` must not compile; what the compiler says of it is in messages.txt.
import { pod, sidecar } from '@outrider/cdk8s';
import { App, Chart } from 'cdk8s';

const image = 'example.com/app:1';
const chart = new Chart(new App(), 'mistakes');
const proxy = sidecar('proxy', image).ports({ http: 8080 });
const started = pod({ target: '1.29' }).sidecar(proxy).init('migrate', { image });
const complete = started.container('app', { image, ports: { web: 3000 } });
const db = sidecar('db', image);

started.container('proxy', { image }); // no
started.sidecar(proxy); // no
pod().init('migrate', { image }).sidecar(db, { before: 'migrat' }); // no
proxy.startup({ http: '/ready', port: 'htpp' }); // no
proxy.startup({ http: 'ready', port: 'http' }); // no
proxy.liveness({ tcp: 'http', successThreshold: 3 }); // no
proxy.ports({ http: 80 }); // no
complete.deployment(chart, 'a').service('public', { htpp: 80 }); // no
started.sidecar(db.mount('tls', '/etc/tls')); // no
started.container('b', { image, mounts: { tls: '/etc/tls' } }); // no
started.init('b', { image, readiness: { tcp: 80 } }); // no
started.sidecar(db.preStopSleep(5)); // no
pod({ target: '1.28' }).sidecar(db); // no
db.memory('128mb'); // no
db.memory('400m'); // no
db.cpu('0.5cores'); // no
started.container('b', { image, memoryLimit: '1gb' }); // no
started.deployment(chart, 'b'); // no
complete.sidecar(db); // no
complete.job(chart, 'c', { restartPolicy: 'Always' }); // no
sidecar('My_App', image); // no
