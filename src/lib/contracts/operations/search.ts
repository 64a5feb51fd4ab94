import { searchQuery, searchResult } from '../search.ts';
import { operation } from './operation.ts';

export const searchOperations = {
  search: operation({
    id: 'search',
    method: 'GET',
    path: '/api/search',
    tag: 'Search',
    auth: 'member',
    permissions: [],
    summary: 'Customers, deals, tasks, pipelines and members by words; what the caller may see of them',
    query: searchQuery,
    answers: { 200: { description: 'The first of each kind', schema: searchResult } },
  }),
};
