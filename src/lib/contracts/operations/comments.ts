import { z } from 'zod';
import { comment, listCommentsQuery, writeCommentRequest } from '../comment.ts';
import { id, page } from '../common.ts';
import { operation } from './operation.ts';

const answer = z.object({ comment });
const member = { auth: 'member' } as const;
const params = z.object({ id });
const one = z.object({ id, commentId: id });
const ofTasks = { ...member, tag: 'Tasks' } as const;
const ofDeals = { ...member, tag: 'Deals' } as const;

export const commentOperations = {
  listTaskComments: operation({
    id: 'listTaskComments',
    method: 'GET',
    path: '/api/tasks/{id}/comments',
    ...ofTasks,
    permissions: ['tasks.read'],
    summary: 'What was said about a task, newest first',
    params,
    query: listCommentsQuery,
    answers: { 200: { description: 'Comments', schema: page(comment) } },
    errors: ['not_found'],
  }),
  addTaskComment: operation({
    id: 'addTaskComment',
    method: 'POST',
    path: '/api/tasks/{id}/comments',
    ...ofTasks,
    permissions: ['tasks.write'],
    summary: 'Comment on a task; who is mentioned is told',
    params,
    body: writeCommentRequest,
    idempotent: true,
    answers: { 201: { description: 'The comment', schema: answer } },
    errors: ['not_found'],
  }),
  updateTaskComment: operation({
    id: 'updateTaskComment',
    method: 'PATCH',
    path: '/api/tasks/{id}/comments/{commentId}',
    ...ofTasks,
    permissions: ['tasks.write'],
    summary: 'Change one’s own comment; who is mentioned anew is told',
    params: one,
    body: writeCommentRequest,
    versioned: true,
    answers: { 200: { description: 'The comment', schema: answer } },
    errors: ['not_found', 'forbidden', 'conflict'],
  }),
  deleteTaskComment: operation({
    id: 'deleteTaskComment',
    method: 'DELETE',
    path: '/api/tasks/{id}/comments/{commentId}',
    ...ofTasks,
    permissions: ['tasks.write'],
    summary: 'Delete one’s own comment, or any for who may moderate',
    params: one,
    answers: { 204: { description: 'Gone' } },
    errors: ['not_found', 'forbidden'],
  }),
  listDealComments: operation({
    id: 'listDealComments',
    method: 'GET',
    path: '/api/deals/{id}/comments',
    ...ofDeals,
    permissions: ['deals.read'],
    summary: 'What was said about a deal, newest first',
    params,
    query: listCommentsQuery,
    answers: { 200: { description: 'Comments', schema: page(comment) } },
    errors: ['not_found'],
  }),
  addDealComment: operation({
    id: 'addDealComment',
    method: 'POST',
    path: '/api/deals/{id}/comments',
    ...ofDeals,
    permissions: ['deals.write'],
    summary: 'Comment on a deal; who is mentioned is told',
    params,
    body: writeCommentRequest,
    idempotent: true,
    answers: { 201: { description: 'The comment', schema: answer } },
    errors: ['not_found'],
  }),
  updateDealComment: operation({
    id: 'updateDealComment',
    method: 'PATCH',
    path: '/api/deals/{id}/comments/{commentId}',
    ...ofDeals,
    permissions: ['deals.write'],
    summary: 'Change one’s own comment; who is mentioned anew is told',
    params: one,
    body: writeCommentRequest,
    versioned: true,
    answers: { 200: { description: 'The comment', schema: answer } },
    errors: ['not_found', 'forbidden', 'conflict'],
  }),
  deleteDealComment: operation({
    id: 'deleteDealComment',
    method: 'DELETE',
    path: '/api/deals/{id}/comments/{commentId}',
    ...ofDeals,
    permissions: ['deals.write'],
    summary: 'Delete one’s own comment, or any for who may moderate',
    params: one,
    answers: { 204: { description: 'Gone' } },
    errors: ['not_found', 'forbidden'],
  }),
};
