import { z } from 'zod';
import { SCENARIO_SCHEMA } from './scenario-schema.ts';

/** The JSON Schema of a scenario file, for editors. */
export function scenarioJsonSchema(): object {
  return {
    title: 'Outrider scenario',
    ...z.toJSONSchema(SCENARIO_SCHEMA, { io: 'input', unrepresentable: 'any' }),
  };
}
