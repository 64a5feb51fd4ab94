import type { APIRoute } from 'astro';
import { taskChange } from '../../../components/bulk/bulk-form.ts';
import { bulkTasksRequest } from '../../../lib/contracts/task.ts';
import { answerBulkForm } from '../../../server/http/bulk-form.ts';
import { parseWith } from '../../../server/http/parse-request.ts';
import { bulkTasks } from '../../../server/use-cases/tasks/bulk-tasks.ts';

export const prerender = false;

/** The list's form for many tasks posts here, so that it works without JavaScript. */
export const POST: APIRoute = (astro) =>
  answerBulkForm(astro, {
    page: '/app/tasks',
    changeOf: taskChange,
    change: (context, request) => bulkTasks(context, parseWith(bulkTasksRequest, request)),
  });

export const GET: APIRoute = ({ redirect }) => redirect('/app/tasks');
