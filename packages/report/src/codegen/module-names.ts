import type { ManifestObject } from '@outrider/core';
import { isKey, isLabel } from './checks.ts';
import { pascalCase } from './identifiers.ts';

/** `deploy/web.k8s.yaml` → `web`; standard input is a manifest. */
export function baseName(file: string): string {
  const base = file.split(/[\\/]/).at(-1) ?? '';
  return base.replace(/(\.k8s)?\.(ya?ml|json)$/, '') || 'manifest';
}

export function className(base: string): string {
  const pascal = pascalCase(base).replace(/Chart$/, '');
  return /^[A-Z]/.test(pascal) ? pascal : `Manifest${pascal}`;
}

/** The object's name, if it is free in the chart, else with its kind; constructs whose ids are numbers lose their order. */
export function idWishes({ source: { name: own, kind } }: ManifestObject): readonly string[] {
  const letters = kind.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  const ofKind = /[a-z]/.test(letters) ? letters : `object${letters}`;
  const id = own.toLowerCase().replaceAll(/[^a-z0-9.-]+/g, '-');
  if (!isLabel(id.replaceAll('.', '-'))) return [ofKind];
  return isKey(id) ? [id, `${id}-${ofKind}`] : [`${id}-${ofKind}`];
}

/** The chart's id, which names the file that `synth` writes. */
export function chartId(base: string): string {
  const id = base
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  return isKey(id) && id !== '' ? id : `manifest${id}`;
}
