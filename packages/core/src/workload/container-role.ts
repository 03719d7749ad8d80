export * from '../kubernetes/container-role.ts';
