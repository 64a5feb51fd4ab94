import type { LeadType } from '../../lib/contracts/lead.ts';

interface LeadFormWords {
  /** On the button. */
  send: string;
  message: { label: string; required: boolean };
  sent: { title: string; text: string };
}

/** What the two forms say. */
export const leadFormWords: Record<LeadType, LeadFormWords> = {
  contact: {
    send: 'Send message',
    message: { label: 'Message', required: true },
    sent: {
      title: 'Your message has arrived',
      text: 'A person reads it and answers to the email address you gave.',
    },
  },
  demo: {
    send: 'Ask for a demo',
    message: { label: 'What do you want to see? (optional)', required: false },
    sent: {
      title: 'We have your request',
      text: 'Someone writes to the email address you gave, to agree on a time.',
    },
  },
};
