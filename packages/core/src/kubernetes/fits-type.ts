import { isJsonObject, type Json } from '../json.ts';
import { type FieldType, type Scalar, structOf } from './field-types.ts';
import { NEWEST_KUBERNETES } from './version.ts';

/**
 * Whether a value is what the type of that name in `api-types.gen.ts` takes, so that it may stand in typed code: every
 * field known to the newest minor and of its type, no nulls, and quantities as texts.
 */
export const fitsType = (value: Json, typeName: string): boolean =>
  isJsonObject(value) && fits(value, structType(typeName));

const structType = (name: string): FieldType => ({
  form: 'struct',
  struct: structOf(name, NEWEST_KUBERNETES),
  go: name,
});

function fits(value: Json, type: FieldType): boolean {
  switch (type.form) {
    case 'scalar':
      return type.scalar === 'any'
        ? isJsonObject(value)
        : typeof value === TYPE_OF[type.scalar] ||
            (type.scalar === 'intOrString' && typeof value === 'number');
    case 'list':
      return Array.isArray(value) && value.every((item: Json) => fits(item, type.items));
    case 'map':
      return isJsonObject(value) && Object.values(value).every((item) => fits(item, type.values));
    case 'struct':
      return isJsonObject(value) && Object.entries(value).every(([key, item]) => fitsField(key, item, type));
  }
}

function fitsField(key: string, value: Json, { struct }: Extract<FieldType, { form: 'struct' }>): boolean {
  const field = struct.fields.get(key);
  return field !== undefined && fits(value, field.type);
}

/** As `scripts/generate-api-types.ts` writes them. */
const TYPE_OF: Readonly<Record<Exclude<Scalar, 'any'>, 'string' | 'number' | 'boolean'>> = {
  string: 'string',
  time: 'string',
  quantity: 'string',
  int32: 'number',
  int64: 'number',
  bool: 'boolean',
  intOrString: 'string',
};
