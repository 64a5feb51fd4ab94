import { conditionFields, type ConditionField, type CustomFieldKind } from '../conditions/index.ts';

/** Something a template can say, named as conditions and the API name it. */
export type TemplateVariable = Pick<ConditionField, 'path' | 'expression' | 'description'>;

const others = [
  ['member.firstName', 'First name of the member it is from'],
  ['member.lastName', 'Last name of the member it is from'],
  ['member.email', 'Email address of the member it is from'],
  ['site.name', 'Name of this site'],
  ['site.url', 'Address of this site'],
] as const;

/** All that templates can say, in the order people see it. */
export function templateVariables(customFields: readonly CustomFieldKind[]): TemplateVariable[] {
  const fields = conditionFields(customFields).filter(({ path: [root] }) => root === 'customer' || root === 'deal');
  const rest = others.map(([expression, description]) => ({ path: expression.split('.'), expression, description }));
  return [...fields, ...rest];
}

/** What a mail is about. Records as stores keep them or the API shows them. */
export interface MailSubject {
  customer: object | null;
  deal: object | null;
  member: { firstName: string; lastName: string; email: string } | null;
  site: { name: string; url: string };
}
