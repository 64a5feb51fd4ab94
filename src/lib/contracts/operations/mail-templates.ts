import { z } from 'zod';
import { id, page } from '../common.ts';
import {
  createMailTemplateRequest,
  listMailTemplatesQuery,
  mailPreview,
  mailTemplate,
  previewMailRequest,
  updateMailTemplateRequest,
} from '../mail-template.ts';
import { operation } from './operation.ts';

const base = { tag: 'Mail templates', auth: 'member' } as const;
const path = '/api/mail-templates';
const params = z.object({ id });
const one = { description: 'The template', schema: z.object({ mailTemplate }) };

export const mailTemplateOperations = {
  listMailTemplates: operation({
    id: 'listMailTemplates',
    method: 'GET',
    path,
    ...base,
    permissions: ['customers.read'],
    summary: 'Templates of mails',
    query: listMailTemplatesQuery,
    answers: { 200: { description: 'Templates', schema: page(mailTemplate) } },
    errors: ['forbidden'],
  }),
  createMailTemplate: operation({
    id: 'createMailTemplate',
    method: 'POST',
    path,
    ...base,
    permissions: ['settings.write'],
    summary: 'Write a template: marks, filters and variables are checked',
    body: createMailTemplateRequest,
    idempotent: true,
    answers: { 201: one },
    errors: ['forbidden', 'duplicate'],
  }),
  previewMail: operation({
    id: 'previewMail',
    method: 'POST',
    path: `${path}/preview`,
    ...base,
    permissions: ['settings.write', 'customers.read', 'deals.read'],
    summary: 'A subject and body filled in for a customer, as it would be sent; nothing is kept or sent',
    body: previewMailRequest,
    idempotent: true,
    answers: { 200: { description: 'The mail', schema: z.object({ preview: mailPreview }) } },
    errors: ['forbidden'],
  }),
  getMailTemplate: operation({
    id: 'getMailTemplate',
    method: 'GET',
    path: `${path}/{id}`,
    ...base,
    permissions: ['customers.read'],
    summary: 'One template',
    params,
    answers: { 200: one },
    errors: ['forbidden', 'not_found'],
  }),
  updateMailTemplate: operation({
    id: 'updateMailTemplate',
    method: 'PATCH',
    path: `${path}/{id}`,
    ...base,
    permissions: ['settings.write'],
    summary: 'Change a template (merge patch)',
    params,
    body: updateMailTemplateRequest,
    versioned: true,
    answers: { 200: one },
    errors: ['forbidden', 'not_found', 'conflict', 'duplicate'],
  }),
  deleteMailTemplate: operation({
    id: 'deleteMailTemplate',
    method: 'DELETE',
    path: `${path}/{id}`,
    ...base,
    permissions: ['settings.write'],
    summary: 'Put a template in the bin',
    params,
    versioned: true,
    answers: { 204: { description: 'In the bin' } },
    errors: ['forbidden', 'not_found', 'conflict'],
  }),
  restoreMailTemplate: operation({
    id: 'restoreMailTemplate',
    method: 'POST',
    path: `${path}/{id}/restore`,
    ...base,
    permissions: ['settings.write'],
    summary: 'Bring a template back from the bin; refused while another has its name',
    params,
    idempotent: true,
    answers: { 200: one },
    errors: ['forbidden', 'not_found', 'duplicate'],
  }),
};
