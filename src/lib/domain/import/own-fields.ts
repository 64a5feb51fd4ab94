import type { CustomField, CustomFieldValue } from '../../contracts/custom-field.ts';
import type { ImportColumn } from '../../contracts/import.ts';
import { fieldNamed } from '../custom-fields/naming.ts';
import { valueOfText } from '../custom-fields/read-text.ts';
import { faultOfValue } from '../custom-fields/values.ts';
import type { RowFault } from './row-fault.ts';
import { quoted, withoutGuard } from './values.ts';

/** As much of the fields admins defined as reading needs. */
export type DefinedField = Pick<CustomField, 'key' | 'label' | 'type' | 'options' | 'archived'>;

type Values = Record<string, CustomFieldValue>;

interface OwnFields {
  values: Values;
  faults: RowFault[];
}

/**
 * Makes what reads the custom fields of a row. A column whose name is a field's label or key gives values of its type;
 * any other becomes a text under its own name. Of several columns for one field the first that is filled in counts.
 */
export function ownFieldsReader(
  columns: readonly ImportColumn[],
  fields: readonly DefinedField[],
): (cells: readonly string[]) => OwnFields {
  const customs = columns
    .filter(({ to }) => to === 'custom')
    .map(({ index, header, field: name }) => ({
      index,
      header,
      name: name ?? header,
      field: fieldNamed(fields, name ?? header),
    }));
  return (cells) => {
    const values = new Map<string, CustomFieldValue>();
    const faults: RowFault[] = [];
    for (const { index, header, name, field } of customs) {
      const cell = withoutGuard((cells[index] ?? '').trim());
      const key = field?.key ?? name;
      if (cell === '' || values.has(key)) continue;
      const understood = field ? valueOfText(field, cell) : { value: cell };
      if ('fault' in understood) {
        faults.push({ column: header, message: `${field?.label ?? name} ${quoted(cell)} ${understood.fault}` });
      } else if (understood.value !== null) values.set(key, understood.value);
    }
    return { values: Object.fromEntries(values), faults };
  };
}

/** What is wrong with values that came as JSON, by the fields they are of. */
export function faultsOfFields(
  fields: readonly DefinedField[],
  values: Readonly<Record<string, CustomFieldValue | null>>,
): string[] {
  return fields.flatMap((field) => {
    const value = values[field.key] ?? null;
    const fault = value === null ? null : faultOfValue(field, value);
    return fault === null ? [] : [`${field.label} ${fault}`];
  });
}
