import { z } from 'zod';
import { CONFIG_SCHEMA } from './config-schema.ts';

/** The JSON Schema of `outrider.yaml`, for editors. */
export function configJsonSchema(): object {
  return {
    title: 'Outrider configuration',
    ...z.toJSONSchema(CONFIG_SCHEMA, { io: 'input', unrepresentable: 'any' }),
  };
}
