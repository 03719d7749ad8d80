import type { Json } from '../json.ts';

export const MESHES = ['istio', 'linkerd', 'kuma'] as const;

export type Mesh = (typeof MESHES)[number];

/** Kuma asks for native sidecars until its 3.0; the others inject them where the cluster has them. */
export const NATIVE_BY_DEFAULT: Readonly<Record<Mesh, boolean>> = { istio: true, linkerd: true, kuma: false };

export interface MeshSettings {
  readonly name: Mesh;
  /** Whether it injects its proxy as a native sidecar. */
  readonly native: boolean;
  /** Whether Pods that it will inject are judged as they will be then. */
  readonly assumeInjected?: boolean;
}

/** What the input cannot say and somebody told: of the cluster, of what runs in it, of the limits that one keeps. */
export interface Settings {
  /** Patch release of the cluster's nodes, such as `1.33.4`; unknown unless given. */
  readonly kubernetesPatch?: string;
  /** What is installed in the cluster, with its version: `{ "vault-k8s": "1.2.0" }`; ids of `known/`. */
  readonly products: Readonly<Record<string, string>>;
  /** The service mesh of the cluster. */
  readonly mesh?: MeshSettings;
  /** The kubelet's `--cpu-manager-policy`. */
  readonly cpuManagerPolicy: 'none' | 'static';
  /** Options of single rules, by id and name; a rule declares which it has, with their defaults. */
  readonly options: Readonly<Record<string, RuleOptions>>;
}

export type RuleOptions = Readonly<Record<string, Json>>;

export const DEFAULT_SETTINGS: Settings = { products: {}, cpuManagerPolicy: 'none', options: {} };
