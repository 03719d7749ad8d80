/** `registry:5000/a/b:1@sha256:…` → `registry:5000/a/b` */
export const repositoryOf = (image: string): string => image.replace(/@.*$/, '').replace(/:[^/:]*$/, '');

/** `registry:5000/a/b:1@sha256:…` → `1`; nothing without a tag. */
export const tagOf = (image: string): string | undefined => /:([^/:]+)$/.exec(image.replace(/@.*$/, ''))?.[1];
