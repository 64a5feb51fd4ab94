import { html, nothing } from 'lit';
import type { Customer } from '../../../lib/contracts/customer.ts';
import { customerName } from '../../../lib/contracts/customer-name.ts';
import { avatar } from '../../ui/avatar.ts';
import { customerStatusWords } from '../../ui/words.ts';

const tones: Record<Customer['status'], string> = { lead: 'info', prospect: 'warn', customer: 'ok', inactive: '' };

export const customerStatusChip = (status: Customer['status']) =>
  html`<span class="chip ${tones[status]}">${customerStatusWords[status]}</span>`;

/** The person, how to reach them, and what they do; without what already names the customer. */
const about = (customer: Customer): string => {
  const { name, email, phone, industry } = customer.contactInfo;
  const person = [name.first, name.last].filter(Boolean).join(' ');
  return [person, email, phone, industry]
    .filter((part): part is string => Boolean(part) && part !== customerName(customer))
    .join(', ');
};

/** A customer in a list: who it is, how it stands, who looks after it. */
export const customerRow = (customer: Customer, tick: unknown) => {
  const line = about(customer);
  return html`<li class="task-row">
    ${tick}
    <div class="task-main">
      <a href="/app/customers/${customer.id}" class="task-link">${customerName(customer)}</a>
      ${line ? html`<p class="task-about">${line}</p>` : nothing}
    </div>
    <div class="task-right max-w-full flex-wrap">
      ${customer.tags.slice(0, 3).map((tag) => html`<span class="chip max-w-full overflow-hidden">${tag}</span>`)}
      ${customerStatusChip(customer.status)} ${avatar(customer.assignee?.name ?? null)}
    </div>
  </li>`;
};
