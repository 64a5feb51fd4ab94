import { z } from 'zod';
import { id } from '../common.ts';
import { reminder, setReminderRequest } from '../reminder.ts';
import { operation } from './operation.ts';

const base = { tag: 'Tasks', auth: 'member', permissions: ['tasks.read'] } as const;
const params = z.object({ id });
const path = '/api/tasks/{id}/reminder';

export const reminderOperations = {
  getReminder: operation({
    id: 'getReminder',
    method: 'GET',
    path,
    ...base,
    summary: 'When the caller is reminded of a task; null without a reminder',
    params,
    answers: { 200: { description: 'The reminder', schema: z.object({ reminder: reminder.nullable() }) } },
    errors: ['not_found'],
  }),
  setReminder: operation({
    id: 'setReminder',
    method: 'PUT',
    path,
    ...base,
    summary: 'Remind the caller of a task, once: at a time, or before it is due or starts',
    params,
    body: setReminderRequest,
    answers: { 200: { description: 'The reminder', schema: z.object({ reminder }) } },
    errors: ['not_found', 'conflict'],
  }),
  deleteReminder: operation({
    id: 'deleteReminder',
    method: 'DELETE',
    path,
    ...base,
    summary: 'Do not remind the caller of a task',
    params,
    answers: { 204: { description: 'There is none any more' } },
    errors: ['not_found'],
  }),
};
