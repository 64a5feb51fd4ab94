import { z } from 'zod';
import { aiSettings, updateAiSettingsRequest } from '../ai-settings.ts';
import { listUsageQuery, usage, usageSummary, usageSummaryQuery } from '../ai-usage.ts';
import { page } from '../common.ts';
import { operation } from './operation.ts';

const base = { tag: 'AI', auth: 'member' } as const;
const settings = { description: 'The settings', schema: z.object({ settings: aiSettings }) };

export const aiOperations = {
  getAiSettings: operation({
    id: 'getAiSettings',
    method: 'GET',
    path: '/api/settings/ai',
    ...base,
    permissions: ['settings.write'],
    summary: 'Models, limits, budgets, prices and what may be sent (admins)',
    answers: { 200: settings },
    errors: ['forbidden'],
  }),
  updateAiSettings: operation({
    id: 'updateAiSettings',
    method: 'PATCH',
    path: '/api/settings/ai',
    ...base,
    permissions: ['settings.write'],
    summary: 'Change the settings (merge patch, admins); null brings a default back',
    body: updateAiSettingsRequest,
    versioned: true,
    answers: { 200: settings },
    errors: ['forbidden', 'conflict'],
  }),
  listUsage: operation({
    id: 'listUsage',
    method: 'GET',
    path: '/api/ai/usage',
    ...base,
    permissions: [],
    summary: 'Requests to models: one’s own, for admins everyone’s',
    query: listUsageQuery,
    answers: { 200: { description: 'Requests', schema: page(usage) } },
    errors: ['forbidden'],
  }),
  getUsageSummary: operation({
    id: 'getUsageSummary',
    method: 'GET',
    path: '/api/ai/usage/summary',
    ...base,
    permissions: [],
    summary: 'Tokens and cost by day, member, model and outcome, and what is left of the budgets',
    query: usageSummaryQuery,
    answers: { 200: { description: 'Figures', schema: z.object({ summary: usageSummary }) } },
    errors: ['forbidden'],
  }),
};
