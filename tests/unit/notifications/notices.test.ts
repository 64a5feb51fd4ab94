import { expect, test } from 'vitest';
import type { DomainEvent } from '../../../src/lib/domain/events.ts';
import { completePreferences } from '../../../src/lib/domain/notification-preferences.ts';
import { groupsOf, noticesOf, toldAsOne, type Notice } from '../../../src/lib/domain/notices.ts';

const [mia, jan] = ['a'.repeat(24), 'b'.repeat(24)];
const id = '1'.repeat(24);
const actor = { kind: 'member', id: mia, name: 'Mia Member' };
const told = (event: unknown) => noticesOf({ actor, event: event as DomainEvent });
const task = { id, title: 'Call Acme', assignedTo: jan, series: null };

test('whoever is given something by someone else is told', () => {
  expect(told({ type: 'task.changed', change: 'created', task, changed: [] })).toMatchObject([
    { memberId: jan, type: 'task_assigned', title: 'Mia Member gave you “Call Acme”', link: `/app/tasks/${id}` },
  ]);
  const deal = { id, title: 'Renewal', assignedTo: jan };
  expect(told({ type: 'deal.changed', change: 'updated', deal, changed: ['assignedTo'] })).toMatchObject([
    { type: 'deal_assigned', title: 'Mia Member gave you the deal “Renewal”', needs: 'deals.read' },
  ]);
  const contactInfo = { company: 'Acme', email: null, name: { first: null, last: null } };
  const customer = { id, assignedTo: jan, contactInfo };
  expect(told({ type: 'customer.changed', change: 'updated', customer, changed: ['assignedTo'] })).toMatchObject([
    { type: 'customer_assigned', title: 'Mia Member gave you the customer Acme', link: `/app/customers/${id}` },
  ]);
});

test('nobody is told of their own doing, of what they had already, or of what is gone', () => {
  const silent = [
    { type: 'task.changed', change: 'created', task: { ...task, assignedTo: mia }, changed: [] },
    { type: 'task.changed', change: 'created', task: { ...task, assignedTo: null }, changed: [] },
    { type: 'task.changed', change: 'created', task: { ...task, series: { id, occurrence: 2 } }, changed: [] },
    { type: 'task.changed', change: 'updated', task, changed: ['title'] },
    { type: 'task.changed', change: 'deleted', task, changed: ['deletedAt'] },
    { type: 'session.ended', userId: jan, sessionHash: 'x' },
  ];
  expect(silent.flatMap(told)).toEqual([]);
});

test('members are told of a form, and of many at once as of many', () => {
  const lead = {
    type: 'lead.received',
    customerId: id,
    form: 'demo',
    name: 'Mara Voss',
    memberIds: [mia, jan],
    owners: [],
  };
  const [first, second] = told(lead);
  expect(first).toMatchObject({
    memberId: mia,
    type: 'lead_received',
    title: 'Mara Voss asks for a demo',
    link: `/app/customers/${id}`,
    needs: 'customers.read',
    owners: [],
  });
  expect(second).toMatchObject({ memberId: jan });
  expect(told({ ...lead, form: 'contact' })[0]).toMatchObject({ title: 'Mara Voss wrote by the contact form' });
  expect(toldAsOne(first!, 7)).toMatchObject({ title: '7 new leads', link: '/app/customers?source=website' });
  expect(toldAsOne(first!, 3)).toBeNull();
});

test('who asked for long work is told when not all of it was done', () => {
  const finished = { type: 'batch.finished', jobId: id, kind: 'import_customers', requestedBy: jan, error: null };
  expect(told({ ...finished, status: 'complete', refused: 0 })).toEqual([]);
  expect(told({ ...finished, status: 'cancelled', refused: 3 })).toEqual([]);
  expect(told({ ...finished, status: 'complete', refused: 3 })).toMatchObject([
    { memberId: jan, title: 'Importing customers is done; 3 could not be done', needs: null },
  ]);
  expect(told({ ...finished, status: 'failed', refused: 0, error: 'The file is gone.' })).toMatchObject([
    { title: 'Importing customers ended early: The file is gone.' },
  ]);
});

test('many alike are told as one, few one by one', () => {
  const notices = (count: number, who = 'Mia Member', memberId = jan) =>
    Array.from({ length: count }, (_, index): Notice => ({
      memberId,
      type: 'task_assigned',
      title: `${who} gave you “${index}”`,
      link: null,
      needs: 'tasks.read',
      alike: { who, what: 'tasks' },
    }));
  const own: Notice = { memberId: jan, type: 'task_overdue', title: 'x', link: null, needs: null };
  const groups = groupsOf([
    ...notices(12),
    ...notices(2, 'Ada Admin'),
    own,
    ...notices(1, 'Mia Member', mia),
    { ...own },
  ]);
  expect(groups.map(({ length }) => length)).toEqual([12, 2, 1, 1, 1]);
  const [first] = groups[0]!;
  expect(toldAsOne(first!, 3)).toBeNull();
  expect(toldAsOne(own, 12)).toBeNull();
  expect(toldAsOne(first!, 12)).toMatchObject({
    memberId: jan,
    title: 'Mia Member gave you 12 tasks',
    link: '/app/tasks?assignedTo=me',
    count: 12,
  });
});

test('a choice of some ways leaves the others as they were', () => {
  const first = completePreferences({ overdue: { mail: true } });
  expect(first.overdue).toEqual({ show: true, mail: true });
  expect(first.mentioned).toEqual({ show: true, mail: false });
  const second = completePreferences({ overdue: { show: false } }, first);
  expect(second.overdue).toEqual({ show: false, mail: true });
});
