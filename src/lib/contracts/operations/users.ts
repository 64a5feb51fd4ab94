import { z } from 'zod';
import { id, page } from '../common.ts';
import { invitation, inviteRequest, listUsersQuery, member, updateUserRequest, user } from '../user.ts';
import { operation } from './operation.ts';

const base = { tag: 'Users', auth: 'member' } as const;

export const userOperations = {
  listUsers: operation({
    id: 'listUsers',
    method: 'GET',
    path: '/api/users',
    ...base,
    permissions: ['users.read'],
    summary: 'All accounts (admins)',
    query: listUsersQuery,
    answers: { 200: { description: 'Accounts', schema: page(user) } },
    errors: ['forbidden'],
  }),
  updateUser: operation({
    id: 'updateUser',
    method: 'PATCH',
    path: '/api/users/{id}',
    ...base,
    permissions: ['users.write'],
    summary: 'Change role, activity or profile (admins)',
    params: z.object({ id }),
    body: updateUserRequest,
    answers: { 200: { description: 'The account', schema: z.object({ user }) } },
    errors: ['forbidden', 'not_found', 'conflict'],
  }),
  inviteMember: operation({
    id: 'inviteMember',
    method: 'POST',
    path: '/api/invitations',
    ...base,
    permissions: ['users.write'],
    summary: 'Invite someone by mail (admins)',
    body: inviteRequest,
    idempotent: true,
    answers: { 201: { description: 'The invitation, with its link', schema: z.object({ invitation }) } },
    errors: ['forbidden', 'duplicate'],
  }),
  listMembers: operation({
    id: 'listMembers',
    method: 'GET',
    path: '/api/members',
    ...base,
    permissions: ['tasks.read'],
    summary: 'Names of active members, for pickers',
    answers: { 200: { description: 'Members', schema: z.object({ items: z.array(member) }) } },
  }),
};
