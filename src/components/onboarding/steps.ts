import type { ChecklistStep } from '../../lib/contracts/onboarding.ts';

/** The first steps as people read them, and where each is taken. */
export const stepWords: Record<ChecklistStep, { title: string; about: string; href: string }> = {
  plan: {
    title: 'Make a plan',
    about: 'Write a goal above: steps, dates and who waits for what follow.',
    href: '#goal',
  },
  customers: {
    title: 'Add or import customers',
    about: 'One by one, or a file from the CRM you have.',
    href: '/app/customers/import',
  },
  members: {
    title: 'Invite a colleague',
    about: 'They get a link by mail, or from you.',
    href: '/app/settings/members',
  },
  pipeline: {
    title: 'Look at the pipeline',
    about: 'Deals on their way, and what happens by itself.',
    href: '/app/pipelines',
  },
  connect: {
    title: 'Connect AI or mail',
    about: 'Two lines in the server’s environment; all else works without.',
    href: '/app/settings/ai',
  },
};
