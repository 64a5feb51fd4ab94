import { z } from 'zod';
import { checklist, dismissGuideRequest, sampleState } from '../onboarding.ts';
import { jobAnswer } from '../job.ts';
import { operation } from './operation.ts';

const base = { tag: 'First steps', auth: 'member' } as const;
const forAdmins = { ...base, permissions: ['settings.write'] } as const;
const job = {
  200: { description: 'Done within the wait', schema: jobAnswer },
  202: { description: 'Under way: see Location', schema: jobAnswer },
};

export const onboardingOperations = {
  getChecklist: operation({
    id: 'getChecklist',
    method: 'GET',
    path: '/api/onboarding',
    ...base,
    permissions: [],
    summary: 'The first steps and which are done; null when the caller put them away',
    answers: { 200: { description: 'The checklist', schema: z.object({ checklist: checklist.nullable() }) } },
  }),
  dismissGuide: operation({
    id: 'dismissGuide',
    method: 'POST',
    path: '/api/onboarding/dismiss',
    ...base,
    permissions: [],
    summary: 'Put the checklist or a hint away for good, for the caller',
    body: dismissGuideRequest,
    idempotent: true,
    answers: { 204: { description: 'Put away' } },
  }),
  getSamples: operation({
    id: 'getSamples',
    method: 'GET',
    path: '/api/samples',
    ...forAdmins,
    summary: 'How much sample data there is',
    answers: { 200: { description: 'The sample data', schema: z.object({ samples: sampleState }) } },
  }),
  fillSamples: operation({
    id: 'fillSamples',
    method: 'POST',
    path: '/api/samples',
    ...forAdmins,
    summary: 'Fill in sample data: invented customers with deals, notes and planned tasks',
    idempotent: true,
    waits: true,
    answers: job,
    errors: ['conflict'],
  }),
  removeSamples: operation({
    id: 'removeSamples',
    method: 'DELETE',
    path: '/api/samples',
    ...forAdmins,
    summary: 'Remove the sample data for good, however it was changed, and nothing else',
    waits: true,
    answers: job,
    errors: ['conflict'],
  }),
};
