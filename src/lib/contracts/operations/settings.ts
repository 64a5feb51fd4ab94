import { z } from 'zod';
import { companySettings, updateCompanySettingsRequest } from '../company-settings.ts';
import { operation } from './operation.ts';

const base = { tag: 'Settings', auth: 'member' } as const;
const settings = { description: 'The settings', schema: z.object({ settings: companySettings }) };

export const settingsOperations = {
  getCompanySettings: operation({
    id: 'getCompanySettings',
    method: 'GET',
    path: '/api/settings/company',
    ...base,
    permissions: [],
    summary: 'What holds for the whole company',
    answers: { 200: settings },
  }),
  getWebhookSettings: operation({
    id: 'getWebhookSettings',
    method: 'GET',
    path: '/api/settings/webhooks',
    ...base,
    permissions: ['settings.write'],
    summary: 'What the calls of webhooks are signed with (Standard Webhooks)',
    answers: {
      200: {
        description: 'The secret, as libraries that check signatures take it',
        schema: z.object({ settings: z.object({ secret: z.string() }) }),
      },
    },
    errors: ['forbidden'],
  }),
  updateCompanySettings: operation({
    id: 'updateCompanySettings',
    method: 'PATCH',
    path: '/api/settings/company',
    ...base,
    permissions: ['settings.write'],
    summary: 'Change what holds for the whole company (merge patch, admins)',
    body: updateCompanySettingsRequest,
    versioned: true,
    answers: { 200: settings },
    errors: ['forbidden', 'conflict'],
  }),
};
