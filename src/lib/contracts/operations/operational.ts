import { z } from 'zod';
import { id, page } from '../common.ts';
import { dashboardAnalytics, dashboardAnalyticsQuery, dashboardStats, today, todayQuery } from '../dashboard.ts';
import { listMailsQuery, mail } from '../mail.ts';
import { operation } from './operation.ts';

const tag = 'Operation';

export const operationalOperations = {
  getStats: operation({
    id: 'getStats',
    method: 'GET',
    path: '/api/dashboard/stats',
    tag,
    auth: 'member',
    permissions: ['tasks.read', 'customers.read'],
    summary: 'Counts by status, overdue work, AI use',
    answers: { 200: { description: 'Figures', schema: z.object({ stats: dashboardStats }) } },
  }),
  getToday: operation({
    id: 'getToday',
    method: 'GET',
    path: '/api/dashboard/today',
    tag,
    auth: 'member',
    permissions: ['tasks.read'],
    summary: 'The caller’s day: what is overdue, due, starting, coming up and under way',
    query: todayQuery,
    answers: { 200: { description: 'The first of each list', schema: z.object({ today }) } },
  }),
  getDashboardAnalytics: operation({
    id: 'getDashboardAnalytics',
    method: 'GET',
    path: '/api/dashboard/analytics',
    tag,
    auth: 'member',
    permissions: [],
    summary: 'How pipelines do, what others changed, and the use of AI: what the caller may see of it',
    query: dashboardAnalyticsQuery,
    answers: { 200: { description: 'Figures', schema: z.object({ analytics: dashboardAnalytics }) } },
  }),
  listMails: operation({
    id: 'listMails',
    method: 'GET',
    path: '/api/mails',
    tag,
    auth: 'member',
    permissions: ['mails.read'],
    summary: 'Mails kept, queued, sent and failed (admins)',
    query: listMailsQuery,
    answers: { 200: { description: 'Mails', schema: page(mail) } },
    errors: ['forbidden'],
  }),
  sendMailAgain: operation({
    id: 'sendMailAgain',
    method: 'POST',
    path: '/api/mails/{id}/send',
    tag,
    auth: 'member',
    permissions: ['mails.send'],
    summary: 'Queue a mail that could not be sent, or was kept, once more',
    params: z.object({ id }),
    idempotent: true,
    answers: { 202: { description: 'Queued', schema: z.object({ mail }) } },
    errors: ['forbidden', 'not_found', 'conflict'],
  }),
  healthz: operation({
    id: 'healthz',
    method: 'GET',
    path: '/healthz',
    tag,
    auth: 'none',
    summary: 'The process is alive',
    answers: { 200: { description: 'Alive', schema: z.object({ status: z.literal('ok') }) } },
  }),
  readyz: operation({
    id: 'readyz',
    method: 'GET',
    path: '/readyz',
    tag,
    auth: 'none',
    summary: 'Requests can be served; the sidecar’s state besides',
    answers: {
      200: {
        description: 'Ready',
        schema: z.object({ status: z.literal('ready'), database: z.literal('up'), sidecar: z.enum(['up', 'down']) }),
      },
      503: {
        description: 'The database is away',
        schema: z.object({
          status: z.literal('unavailable'),
          database: z.literal('down'),
          sidecar: z.enum(['up', 'down']),
        }),
      },
    },
  }),
  metrics: operation({
    id: 'metrics',
    method: 'GET',
    path: '/metrics',
    tag,
    auth: 'none',
    summary: 'Prometheus metrics; needs METRICS_TOKEN as bearer, and is absent without one',
    answers: { 200: { description: 'Metrics', schema: z.string(), mediaType: 'text/plain' } },
    errors: ['unauthenticated', 'not_found'],
  }),
  openapi: operation({
    id: 'openapi',
    method: 'GET',
    path: '/api/openapi.json',
    tag,
    auth: 'none',
    summary: 'This document',
    answers: { 200: { description: 'OpenAPI 3.1', schema: z.looseObject({ openapi: z.string() }) } },
  }),
};
