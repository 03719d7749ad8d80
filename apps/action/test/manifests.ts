/** A Deployment whose `envoy` is a regular container. */
export const legacy = (name = 'checkout'): string => `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${JSON.stringify(name)}, namespace: shop}
spec:
  replicas: 3
  selector: {matchLabels: {app: a}}
  template:
    metadata: {labels: {app: a}}
    spec:
      containers:
        - {name: app, image: "app:1", resources: {requests: {cpu: 500m, memory: 64Mi}}}
        - {name: envoy, image: "envoy:1", resources: {requests: {cpu: 200m, memory: 64Mi}}}
`;

/** The same with `envoy` as a native sidecar that asks for more. */
export const native = (name = 'checkout'): string => `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${JSON.stringify(name)}, namespace: shop}
spec:
  replicas: 3
  selector: {matchLabels: {app: a}}
  template:
    metadata: {labels: {app: a}}
    spec:
      initContainers:
        - name: envoy
          image: envoy:1
          restartPolicy: Always
          startupProbe: {periodSeconds: 1, failureThreshold: 30, tcpSocket: {port: 15021}}
          resources: {requests: {cpu: 300m, memory: 64Mi}}
      containers:
        - {name: app, image: "app:1", resources: {requests: {cpu: 500m, memory: 64Mi}}}
`;

type Files = Readonly<Record<string, string>>;

export const change: Files = { 'base/checkout.yaml': legacy(), 'head/checkout.yaml': native() };
export const noChange: Files = { 'base/checkout.yaml': native(), 'head/checkout.yaml': native() };
