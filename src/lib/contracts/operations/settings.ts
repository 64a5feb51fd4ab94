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
