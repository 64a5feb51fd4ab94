import { z } from 'zod';
import { id } from '../common.ts';
import {
  createTimeRequest,
  listTimeQuery,
  startTimerRequest,
  startedTimer,
  stopTimerQuery,
  stoppedTimer,
  timeEntry,
  timePage,
  timer,
  updateTimeRequest,
} from '../time.ts';
import { operation } from './operation.ts';

const base = { tag: 'Tasks', auth: 'member' } as const;
const params = z.object({ id });
const entryParams = z.object({ id, entryId: id });
const one = { description: 'The entry', schema: z.object({ entry: timeEntry }) };

export const timeOperations = {
  listTime: operation({
    id: 'listTime',
    method: 'GET',
    path: '/api/tasks/{id}/time',
    ...base,
    permissions: ['tasks.read'],
    summary: 'Time spent on a task, the latest first; the sum is the task’s actualMinutes',
    params,
    query: listTimeQuery,
    answers: { 200: { description: 'Entries', schema: timePage } },
    errors: ['not_found'],
  }),
  logTime: operation({
    id: 'logTime',
    method: 'POST',
    path: '/api/tasks/{id}/time',
    ...base,
    permissions: ['tasks.write'],
    summary: 'Note time by hand',
    params,
    body: createTimeRequest,
    idempotent: true,
    answers: { 201: one },
    errors: ['not_found'],
  }),
  updateTime: operation({
    id: 'updateTime',
    method: 'PATCH',
    path: '/api/tasks/{id}/time/{entryId}',
    ...base,
    permissions: ['tasks.write'],
    summary: 'Change an entry of one’s own; those with time.manage any',
    params: entryParams,
    body: updateTimeRequest,
    answers: { 200: one },
    errors: ['not_found'],
  }),
  deleteTime: operation({
    id: 'deleteTime',
    method: 'DELETE',
    path: '/api/tasks/{id}/time/{entryId}',
    ...base,
    permissions: ['tasks.write'],
    summary: 'Remove an entry of one’s own; those with time.manage any',
    params: entryParams,
    answers: { 204: { description: 'Removed' } },
    errors: ['not_found'],
  }),
  getTimer: operation({
    id: 'getTimer',
    method: 'GET',
    path: '/api/timer',
    ...base,
    permissions: [],
    summary: 'The caller’s running timer',
    answers: { 200: { description: 'The timer, or null', schema: z.object({ timer: timer.nullable() }) } },
  }),
  startTimer: operation({
    id: 'startTimer',
    method: 'POST',
    path: '/api/timer',
    ...base,
    permissions: ['tasks.write'],
    summary: 'Start the caller’s timer; one that runs is stopped and noted first',
    body: startTimerRequest,
    idempotent: true,
    answers: { 201: { description: 'The timer', schema: startedTimer } },
    errors: ['not_found', 'conflict'],
  }),
  stopTimer: operation({
    id: 'stopTimer',
    method: 'DELETE',
    path: '/api/timer',
    ...base,
    permissions: [],
    summary: 'Stop the caller’s timer and note the time',
    query: stopTimerQuery,
    answers: { 200: { description: 'What was noted', schema: stoppedTimer } },
    errors: ['not_found', 'conflict'],
  }),
};
