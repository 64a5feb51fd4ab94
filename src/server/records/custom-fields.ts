import type { CustomField } from '../../lib/contracts/custom-field.ts';
import type { Versioned } from './versioned.ts';

export type CustomFieldRecord = Omit<CustomField, 'customers'>;

/** The fields admins defined, in order. Version 1 is never stored: it is what holds before anyone defined one. */
export interface CustomFieldsRecord extends Versioned {
  fields: CustomFieldRecord[];
}
