import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listAuditQuery } from '../../../src/lib/contracts/audit.ts';
import {
  createMailTemplateRequest,
  listMailTemplatesQuery,
  previewMailRequest,
  type MailTemplate,
} from '../../../src/lib/contracts/mail-template.ts';
import { handle as purge } from '../../../src/server/jobs/handle-purge-deleted.ts';
import type { Container } from '../../../src/server/container.ts';
import { listAudit } from '../../../src/server/use-cases/audit/list-audit.ts';
import { createMailTemplate } from '../../../src/server/use-cases/mail-templates/create-template.ts';
import { getMailTemplate, listMailTemplates } from '../../../src/server/use-cases/mail-templates/list-templates.ts';
import { deleteMailTemplate, restoreMailTemplate } from '../../../src/server/use-cases/mail-templates/move-template.ts';
import { previewMail } from '../../../src/server/use-cases/mail-templates/preview-mail.ts';
import { updateMailTemplate } from '../../../src/server/use-cases/mail-templates/update-template.ts';
import type { ProblemError } from '../../../src/lib/domain/errors.ts';
import { taskWorld, type TaskWorld } from '../tasks/world.ts';

let world: TaskWorld;
let admin: TaskWorld['as']['admin'];
let seller: TaskWorld['as']['seller'];
beforeAll(async () => {
  world = await taskWorld();
  ({ admin, seller } = world.as);
});
afterAll(() => world.close());

/** What a promise that must be refused is refused with. */
const refusal = (asked: Promise<unknown>): Promise<ProblemError> =>
  asked.then(
    () => expect.unreachable('It was not refused'),
    (error: unknown) => error as ProblemError,
  );

let count = 0;
const make = (input: object = {}): Promise<MailTemplate> => {
  count += 1;
  const standard = { name: `Welcome ${count}`, subject: 'Hello', body: 'Hi {{ customer.contactInfo.company }}' };
  return createMailTemplate(admin, createMailTemplateRequest.parse({ ...standard, ...input }));
};
const preview = (input: object) => previewMail(admin, previewMailRequest.parse({ subject: 'Hi', body: 'x', ...input }));

describe('writing', () => {
  test('keeps a template, lists it by name, and notes it in the audit log', async () => {
    const made = await make({ name: 'Äpfel' });
    expect(made).toMatchObject({ name: 'Äpfel', version: 1, deletedAt: null });
    expect(await getMailTemplate(seller, made.id)).toEqual(made);
    const { items } = await listMailTemplates(seller, listMailTemplatesQuery.parse({}));
    expect(items).toContainEqual(made);
    const audit = await listAudit(admin, listAuditQuery.parse({ kind: 'settings_changed' }));
    expect(audit.items[0]).toMatchObject({
      subject: { type: 'template', id: made.id, name: 'Äpfel' },
      changes: [
        { path: 'name', from: null, to: 'Äpfel' },
        { path: 'subject', from: null, to: 'Hello' },
        { path: 'body', from: null, to: null },
      ],
    });
  });

  test('refuses faults, naming each with its place', async () => {
    const refused = await refusal(
      make({ subject: '{{ deal.titel }}', body: 'Hi\n {{ custmer.id }}{{ customer.tgas }}' }),
    );
    expect(refused).toMatchObject({
      code: 'validation_failed',
      options: {
        errors: [
          { path: 'subject', message: 'line 1, column 4: There is no field `deal.titel`. Did you mean `deal.title`?' },
          {
            path: 'body',
            message: expect.stringContaining('line 2, column 5: There is no field `custmer`.') as string,
          },
          { path: 'body', message: expect.stringContaining('Did you mean `customer.tags`?') as string },
        ],
      },
    });
  });

  test('no two living ones have the same name, whatever its case', async () => {
    const first = await make({ name: 'Once' });
    expect(await refusal(make({ name: 'ONCE' }))).toMatchObject({
      code: 'duplicate',
      options: { existingId: first.id },
    });
    await deleteMailTemplate(admin, { id: first.id });
    await make({ name: 'once' });
    expect(await refusal(restoreMailTemplate(admin, first.id))).toMatchObject({ code: 'duplicate' });
    const two = await Promise.allSettled([make({ name: 'Race' }), make({ name: 'Race' })]);
    expect(two.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  test('merges changes of different fields, and refuses overlapping ones', async () => {
    const { id } = await make();
    await updateMailTemplate(admin, { id, patch: { subject: 'New' }, expectedVersion: 1 });
    const both = await updateMailTemplate(admin, { id, patch: { body: 'Also new' }, expectedVersion: 1 });
    expect(both).toMatchObject({ subject: 'New', body: 'Also new', version: 3 });
    const late = await refusal(updateMailTemplate(admin, { id, patch: { subject: 'Late' }, expectedVersion: 1 }));
    expect(late).toMatchObject({ code: 'conflict', options: { current: both } });
    expect(await updateMailTemplate(admin, { id, patch: { subject: 'New' } })).toEqual(both);
    expect(await refusal(updateMailTemplate(admin, { id, patch: { body: '{{ x' } }))).toMatchObject({
      code: 'validation_failed',
    });
  });

  test('goes to the bin and comes back, and is gone after a month', async () => {
    const { id } = await make();
    expect(await refusal(deleteMailTemplate(admin, { id, expectedVersion: 9 }))).toMatchObject({ code: 'conflict' });
    await deleteMailTemplate(admin, { id });
    expect(await refusal(getMailTemplate(admin, id))).toMatchObject({ code: 'not_found' });
    expect(await restoreMailTemplate(admin, id)).toMatchObject({ id, deletedAt: null, version: 3 });
    await deleteMailTemplate(admin, { id });
    world.clock.advance(31 * 24 * 60 * 60 * 1000);
    const container = { ports: world.ports } as unknown as Container;
    await purge({}, { container, signal: new AbortController().signal, attempt: 1, isLastAttempt: false });
    expect(await world.ports.mailTemplates.find(id)).toBeNull();
  });

  test('is for those who may change settings', async () => {
    const { id } = await make();
    const asked = [
      () => createMailTemplate(seller, createMailTemplateRequest.parse({ name: 'x', subject: 'x', body: 'x' })),
      () => updateMailTemplate(seller, { id, patch: { name: 'y' } }),
      () => deleteMailTemplate(seller, { id }),
      () => restoreMailTemplate(seller, id),
      () => previewMail(seller, previewMailRequest.parse({ subject: 'x', body: 'x' })),
      () => getMailTemplate(world.as.nobody, id),
    ];
    for (const ask of asked) expect(await refusal(ask())).toMatchObject({ code: 'forbidden' });
  });
});

describe('a preview', () => {
  test('is filled in for a real customer and their latest deal, from the caller, and keeps nothing', async () => {
    const customer = await world.customer();
    const before = await listMailTemplates(admin, listMailTemplatesQuery.parse({}));
    const mail = await preview({
      subject: 'For {{ customer.contactInfo.company }}',
      body: 'From **{{ member.email }}**, about {{ deal.title | default: "nothing" }}',
      customerId: customer.id,
    });
    expect(mail.subject).toBe('For Acme');
    expect(mail.html).toContain('<strong>');
    expect(mail.text).toContain('about nothing');
    expect(mail.missing).toEqual(['deal.title']);
    expect(await listMailTemplates(admin, listMailTemplatesQuery.parse({}))).toEqual(before);
  });

  test('says which customer or deal is none', async () => {
    const { id: customerId } = await world.customer();
    const nobody = 'f'.repeat(24);
    expect(await refusal(preview({ customerId: nobody }))).toMatchObject({
      options: { errors: [{ path: 'customerId' }] },
    });
    expect(await refusal(preview({ customerId, dealId: nobody }))).toMatchObject({
      options: { errors: [{ path: 'dealId' }] },
    });
  });

  test('of a template that does too much says so', async () => {
    const refused = await refusal(preview({ body: '{% for i in (1..99999999) %}{{ i }}{% endfor %}' }));
    expect(refused).toMatchObject({
      code: 'validation_failed',
      options: { errors: [{ path: 'body', message: expect.stringContaining('It does too much') as string }] },
    });
  });
});
