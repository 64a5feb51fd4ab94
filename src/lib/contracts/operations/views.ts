import { z } from 'zod';
import { id, page } from '../common.ts';
import {
  createViewRequest,
  listSettings,
  listViewsQuery,
  updateListSettingsRequest,
  updateViewRequest,
  view,
  viewList,
} from '../view.ts';
import { operation } from './operation.ts';

const base = { tag: 'Views', auth: 'member', permissions: [] } as const;
const path = '/api/views';
const params = z.object({ id });
const one = { description: 'The view', schema: z.object({ view }) };
const listPath = '/api/lists/{list}';
const listParams = z.object({ list: viewList });
const settings = { description: 'The settings', schema: z.object({ settings: listSettings }) };

export const viewOperations = {
  listViews: operation({
    id: 'listViews',
    method: 'GET',
    path,
    ...base,
    summary: 'Views of lists: the caller’s own, and those shared with the team',
    query: listViewsQuery,
    answers: { 200: { description: 'Views', schema: page(view) } },
  }),
  createView: operation({
    id: 'createView',
    method: 'POST',
    path,
    ...base,
    alternative: { when: 'a shared one', permissions: ['views.share'] },
    summary: 'Keep a way to look at a list',
    body: createViewRequest,
    idempotent: true,
    answers: { 201: one },
  }),
  getView: operation({
    id: 'getView',
    method: 'GET',
    path: `${path}/{id}`,
    ...base,
    summary: 'One view',
    params,
    answers: { 200: one },
    errors: ['not_found'],
  }),
  updateView: operation({
    id: 'updateView',
    method: 'PATCH',
    path: `${path}/{id}`,
    ...base,
    alternative: { when: 'sharing', permissions: ['views.share'] },
    summary: 'Change a view (merge patch): its owner, and who may moderate',
    params,
    body: updateViewRequest,
    versioned: true,
    answers: { 200: one },
    errors: ['not_found', 'conflict'],
  }),
  deleteView: operation({
    id: 'deleteView',
    method: 'DELETE',
    path: `${path}/{id}`,
    ...base,
    summary: 'Delete a view: its owner, and who may moderate',
    params,
    answers: { 204: { description: 'It is gone; for a while it can be restored' } },
    errors: ['not_found'],
  }),
  restoreView: operation({
    id: 'restoreView',
    method: 'POST',
    path: `${path}/{id}/restore`,
    ...base,
    summary: 'Bring a deleted view back',
    params,
    idempotent: true,
    answers: { 200: one },
    errors: ['not_found'],
  }),
  getListSettings: operation({
    id: 'getListSettings',
    method: 'GET',
    path: listPath,
    ...base,
    summary: 'How the caller sees a list when no view says otherwise',
    params: listParams,
    answers: { 200: settings },
  }),
  updateListSettings: operation({
    id: 'updateListSettings',
    method: 'PATCH',
    path: listPath,
    ...base,
    summary: 'Change how the caller sees a list (merge patch)',
    params: listParams,
    body: updateListSettingsRequest,
    answers: { 200: settings },
  }),
};
