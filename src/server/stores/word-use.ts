import type { Connection } from 'mongoose';
import { customerSchema, type CustomerDocument } from './customer-document.ts';
import { modelOf } from './schema.ts';
import { taskSchema, type TaskDocument } from './task-document.ts';

/** In the bin, too: it is searched as well. */
const anywhere = { alive: { $in: [true, false] } };

/** Makes what tells whether any record has a word. */
export function wordUse(connection: Connection): (word: string) => Promise<boolean> {
  const customers = modelOf<CustomerDocument>(connection, 'customers', customerSchema);
  const tasks = modelOf<TaskDocument>(connection, 'tasks', taskSchema);
  return async (word) =>
    (await customers.exists({ ...anywhere, words: word })) !== null ||
    (await tasks.exists({ ...anywhere, words: word })) !== null;
}
