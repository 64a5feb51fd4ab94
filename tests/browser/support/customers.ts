import type { Customer } from '../../../src/lib/contracts/customer.ts';
import type { RenderOnServer } from './server-command.ts';
import { sidecarTells } from './sidecar.ts';
import { dana, idOf, now, plannedTask } from './tasks.ts';

/** A company that is nearly won, looked after by Dana. */
export const acme = (change: Partial<Customer> = {}): Customer => ({
  id: idOf(5001),
  contactInfo: {
    email: 'mara@acme.example',
    phone: '+44 20 7946 0000',
    company: 'Acme Ltd',
    industry: 'Tools',
    name: { first: 'Mara', last: 'Voss' },
    website: 'https://acme.example',
  },
  address: { street: null, city: 'Leeds', state: null, country: null, zipCode: null },
  status: 'prospect',
  source: 'referral',
  assignedTo: dana.id,
  assignee: { id: dana.id, name: dana.name, avatar: null },
  pipelineId: null,
  pipelineStage: null,
  tags: ['renewal'],
  customFields: {},
  notes: [
    {
      id: idOf(6001),
      content: 'Asked for a quote.',
      mentions: [],
      author: { id: dana.id, name: dana.name, avatar: null },
      via: null,
      createdAt: now,
    },
  ],
  lastContactAt: null,
  deletedAt: null,
  version: 3,
  createdAt: '2026-11-01T09:00:00.000Z',
  updatedAt: now,
  ...change,
});

/** The same customer with other contact details. */
export const acmeAs = (contact: Partial<Customer['contactInfo']>, change: Partial<Customer> = {}): Customer =>
  acme({ contactInfo: { ...acme().contactInfo, ...contact }, ...change });

export const ines = { id: idOf(1002), name: 'Ines Roth', avatar: null, role: 'sales' as const };

/** The customer's page as it is served, one of its three tasks shown. */
export const customerPage = (more: object = {}): RenderOnServer => ({
  module: '/src/components/islands/customers/customer-page.ts',
  name: 'CustomerPage',
  props: {
    served: acme(),
    tasks: { items: [plannedTask()], total: 3, nextCursor: 'next' },
    members: [dana, ines],
    zone: 'UTC',
    now,
    ...more,
  },
});

/** Someone else saves the customer. */
export const othersSave = (customer: Customer): Promise<void> =>
  sidecarTells('customer_update', { id: 100 + customer.version, type: 'updated', customer, timestamp: now });
