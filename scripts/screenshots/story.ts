import { guides } from '../../src/lib/contracts/onboarding.ts';
import type { Api } from '../lib/api.ts';

interface Stage {
  id: string;
  name: string;
}
export interface Pipeline {
  id: string;
  stages: Stage[];
}
interface Task {
  task: { id: string; aiGenerated: { subtasks: { id: string }[] } };
}
interface Listed<Item> {
  items: Item[];
}

/** What the pictures of single records show. */
export interface Story {
  taskId: string;
  dealId: string;
  customerId: string;
  pipelineId: string;
  stageId: string;
  automationId: string;
  importId: string;
}

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

const goals = [
  { title: 'Launch the customer newsletter', priority: 'low' },
  { title: 'Reactivate twelve dormant accounts by the end of the month', priority: 'medium' },
  { title: 'Prepare the spring trade fair in Hanover', priority: 'medium' },
];

/** Adds to the invented company what a page of its own is pictured of: a plan under way, an automation and its runs, a file. */
export async function tellStory({ dana, tom, danaId }: { dana: Api; tom: Api; danaId: string }): Promise<Story> {
  const { items } = await dana.call<Listed<Pipeline>>('GET', '/api/pipelines?type=sales');
  const sales = items[0]!;
  const { customerId, taskId, dealId } = await renewal(dana, { danaId, sales });
  for (const goal of goals) await dana.call('POST', '/api/tasks', goal, { prefer: 'wait=20' });
  await tom.call('POST', '/api/tasks', {
    title: 'Call the new CFO of Acme',
    description: 'She starts on Monday. @Dana knows her from the fair.',
    priority: 'high',
    dueDate: inDays(2),
    assignedTo: danaId,
    customerId,
    generate: false,
  });
  await twins(dana);
  // The checklist stays; the hints are put away, as they soon are.
  for (const guide of guides) if (guide !== 'checklist') await dana.call('POST', '/api/onboarding/dismiss', { guide });
  const { pipelineId, stageId, automationId } = await routine(dana, { customerId, sales });
  return { taskId, dealId, customerId, pipelineId, stageId, automationId, importId: await file(dana) };
}

/** A customer whose renewal is planned and half done. */
async function renewal(dana: Api, { danaId, sales }: { danaId: string; sales: Pipeline }) {
  const { customer } = await dana.call<{ customer: { id: string } }>('POST', '/api/customers', {
    contactInfo: {
      company: 'Acme Industrial',
      industry: 'Manufacturing',
      email: 'office@acme.example',
      phone: '+49 511 555 0140',
      name: { first: 'Karin', last: 'Vogel' },
    },
    address: { street: 'Am Lindener Hafen 18', city: 'Hanover', country: 'Germany', zipCode: '30453' },
    status: 'customer',
    source: 'referral',
    tags: ['renewal'],
    assignedTo: danaId,
  });
  const { deal } = await dana.call<{ deal: { id: string } }>('POST', '/api/deals', {
    title: 'Renewal 2027',
    customerId: customer.id,
    value: 48_000,
    pipelineId: sales.id,
    pipelineStage: sales.stages[3]!.id,
    expectedCloseDate: inDays(20).slice(0, 10),
  });
  await dana.call('POST', `/api/customers/${customer.id}/notes`, {
    content: 'Uses the **stock module** daily. New CFO since October, wants a shorter term.',
  });
  const { task } = await dana.call<Task>(
    'POST',
    '/api/tasks',
    {
      title: 'Win the Acme renewal in two weeks',
      description: 'Contract ends in six weeks. New CFO, price pressure, two open support tickets.',
      priority: 'high',
      dueDate: inDays(14),
      customerId: customer.id,
      dealId: deal.id,
      assignedTo: danaId,
    },
    { prefer: 'wait=20' },
  );
  for (const [index, { id }] of task.aiGenerated.subtasks.slice(0, 3).entries()) {
    await dana.call('PATCH', `/api/tasks/${task.id}/subtasks/${id}`, {
      status: index < 2 ? 'completed' : 'in_progress',
    });
  }
  return { customerId: customer.id, dealId: deal.id, taskId: task.id };
}

/** Two records of one company, for the page that finds them. */
async function twins(dana: Api): Promise<void> {
  for (const email of ['info@nordlicht.example', 'office@nordlicht.example']) {
    await dana.call('POST', '/api/customers', {
      contactInfo: { company: 'Nordlicht Lampen', email, phone: '+49 40 555 0199' },
    });
  }
}

/** An automation of the sales pipeline, and deals that come in and set it off. */
async function routine(dana: Api, { customerId, sales: pipeline }: { customerId: string; sales: Pipeline }) {
  const proposal = pipeline.stages[2]!;
  const automation = {
    name: 'Follow up proposals',
    trigger: 'entry',
    condition: 'deal.value > 5000',
    actions: [
      { action: 'create_task', config: { taskTemplate: { title: 'Follow up: {{ deal.title }}', dueInDays: 3 } } },
      {
        action: 'send_email',
        config: {
          emailTemplate: {
            subject: 'Your proposal',
            body: 'Hello {{ customer.contactInfo.name.first }},\n\nthank you for your time. The proposal is on its way.',
          },
        },
      },
      { action: 'add_tag', config: { tag: 'proposal out' } },
    ],
  };
  const stages = pipeline.stages.map((stage, index) => (index === 2 ? { ...stage, automations: [automation] } : stage));
  const { pipeline: saved } = await dana.call<{
    pipeline: { stages: { id: string; automations: { id: string }[] }[] };
  }>('PATCH', `/api/pipelines/${pipeline.id}`, { stages });
  for (const [title, value, days] of [
    ['Stock module, twelve seats', 14_400, 41],
    ['Training day', 1_900, 12],
    ['Scanner upgrade', 8_250, 27],
  ] as const) {
    const place = { pipelineId: pipeline.id, pipelineStage: proposal.id };
    const expectedCloseDate = inDays(days).slice(0, 10);
    await dana.call('POST', '/api/deals', { title, value, expectedCloseDate, customerId, ...place });
  }
  const automationId = saved.stages[2]!.automations[0]!.id;
  await runsEnd(dana, pipeline.id);
  return { pipelineId: pipeline.id, stageId: proposal.id, automationId };
}

async function runsEnd(dana: Api, pipelineId: string): Promise<void> {
  for (let tries = 0; tries < 60; tries += 1) {
    const { items } = await dana.call<Listed<{ status: string }>>('GET', `/api/pipelines/${pipelineId}/runs`);
    const open = items.filter(({ status }) => ['queued', 'waiting', 'running'].includes(status));
    if (items.length >= 3 && open.length === 0) return;
    await new Promise((done) => setTimeout(done, 500));
  }
}

/** A file of customers, uploaded and not yet imported. */
async function file(dana: Api): Promise<string> {
  const csv = [
    'First Name;Last Name;Company Name;Email;Phone Number;City',
    'Lena;Hartmann;Hartmann Optik;lena@hartmann-optik.example;+49 221 555 0101;Cologne',
    'Piotr;Zielinski;Zielinski Meble;biuro@zielinski.example;+48 22 555 0102;Warsaw',
    'Amélie;Rousseau;Atelier Rousseau;contact@rousseau.example;+33 1 55 50 10 03;Paris',
    'Jonas;Lind;Lind Bygg;jonas@;+46 8 555 0104;Stockholm',
    'Sara;Conti;Conti Forni;sara@conti.example;+39 02 555 0105;Milan',
  ].join('\r\n');
  const body = new FormData();
  body.set('file', new Blob([csv], { type: 'text/csv' }), 'trade-fair.csv');
  const answer = await fetch(`${dana.url}/api/imports`, {
    method: 'POST',
    headers: { authorization: `Bearer ${dana.token ?? ''}` },
    body,
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`/api/imports answered ${answer.status}: ${text}`);
  return (JSON.parse(text) as { import: { id: string } }).import.id;
}
