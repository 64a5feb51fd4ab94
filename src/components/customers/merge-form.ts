import { z } from 'zod';
import { textAt } from '../../lib/client/dotted-paths.ts';
import { id } from '../../lib/contracts/common.ts';
import type { CustomField } from '../../lib/contracts/custom-field.ts';
import type { Customer } from '../../lib/contracts/customer.ts';
import { mergeCustomersRequest } from '../../lib/contracts/merge.ts';
import { wordsOfValue } from '../../lib/domain/custom-fields/values.ts';
import { customerStatusWords } from '../ui/words.ts';
import { fieldPath } from './custom-field-form.ts';
import { addressFields, contactFields, sourceWords } from './customer-fields.ts';
import { idList } from './duplicates-form.ts';

/** A choice's name in the form is its path behind this. */
export const choicePrefix = 'value:';

const merge = z
  .record(z.string(), z.string())
  .transform(({ ids = '', into = '', ...rest }): z.input<typeof mergeCustomersRequest> => {
    const choices = Object.entries(rest).filter(([name]) => name.startsWith(choicePrefix));
    const fields = Object.fromEntries(choices.map(([name, value]) => [name.slice(choicePrefix.length), value]));
    return { ids: idList.parse(ids), into, fields };
  })
  .pipe(mergeCustomersRequest);

/** What the page of merges is asked for: to merge, or to undo a merge. */
export const mergeForm = z.union([z.object({ undo: id }), merge]);

/** A field in which customers differ, and what each of them has, in words. */
export interface Difference {
  path: string;
  label: string;
  options: { id: string; value: string }[];
}

/** The fields for which there are several values to choose from; of each value, whoever has it first. */
export function differences(customers: readonly Customer[], defined: readonly CustomField[] = []): Difference[] {
  const labels = new Map(defined.map(({ key, label }) => [key, label]));
  const own = new Set(customers.flatMap(({ customFields }) => Object.keys(customFields)));
  const fields: { path: string; label: string; words: (customer: Customer) => string }[] = [
    ...[...contactFields, ...addressFields].map(({ path, label }) => ({
      path,
      label,
      words: (customer: Customer) => textAt(customer, path),
    })),
    { path: 'status', label: 'Status', words: ({ status }) => customerStatusWords[status] },
    { path: 'source', label: 'Source', words: ({ source }) => sourceWords[source] ?? source },
    { path: 'assignedTo', label: 'Owner', words: ({ assignee }) => assignee?.name ?? '' },
    ...[...own].map((name) => ({
      path: fieldPath(name),
      label: labels.get(name) ?? name,
      words: ({ customFields }: Customer) => wordsOfValue(customFields[name]),
    })),
  ];
  return fields.flatMap(({ path, label, words }) => {
    const given = customers.map((customer) => ({ id: customer.id, value: words(customer) }));
    const options = given.filter(({ value }, at) => value && given.findIndex((other) => other.value === value) === at);
    return options.length > 1 ? [{ path, label, options }] : [];
  });
}
