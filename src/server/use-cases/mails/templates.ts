import type { LeadType } from '../../../lib/contracts/lead.ts';

interface Letter {
  subject: string;
  text: string;
}

/** Removes what would end a line or hide text: names come from outside. */
const oneLine = (text: string) => text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').trim();

/** The mail that lets someone set a new password. */
export const passwordResetMail = (about: {
  siteName: string;
  firstName: string;
  link: string;
  minutes: number;
}): Letter => ({
  subject: `Set a new password for ${oneLine(about.siteName)}`,
  text: `Hello ${oneLine(about.firstName)},

someone, most likely you, asked to set a new password for your account at ${oneLine(about.siteName)}.
Open this link within ${about.minutes} minutes to choose one:

${about.link}

It works once. If you did not ask for it, ignore this mail: nothing changes.
`,
});

/** The mail that lets someone join. */
export const invitationMail = (about: { siteName: string; inviter: string; link: string; days: number }): Letter => ({
  subject: `${oneLine(about.inviter)} invites you to ${oneLine(about.siteName)}`,
  text: `Hello,

${oneLine(about.inviter)} invites you to join ${oneLine(about.siteName)}.
Open this link within ${about.days} days to make your account:

${about.link}

It works once, and only for this address.
`,
});

/** A name that may stand in a mail to an address nobody has proved: letters, so that it carries no message and no link. */
const greetable = /^[\p{L}\p{M}]+(?:[ '’-][\p{L}\p{M}]+){0,3}$/u;

/** The mail that tells a visitor their form arrived. Whoever typed the address chooses nothing of it but a plain name. */
export const leadMail = (about: { siteName: string; name: string; type: LeadType }): Letter => {
  const site = oneLine(about.siteName);
  const greeting = about.name.length <= 60 && greetable.test(about.name) ? `Hello ${about.name},` : 'Hello,';
  const told =
    about.type === 'demo'
      ? `thank you for asking for a demo of ${site}. One of us will write to this address to agree on a time.`
      : `thank you for writing to ${site}. Your message has arrived; a person reads it and answers to this address.`;
  return {
    subject: about.type === 'demo' ? `Your demo of ${site}` : `${site} has your message`,
    text: `${greeting}

${told}

If you did not write to us, someone mistyped their address. Then ignore this mail.
`,
  };
};

/** The mail that tells a member what is news to them. */
export const notificationMail = (about: {
  siteName: string;
  firstName: string;
  title: string;
  link: string;
  settings: string;
}): Letter => ({
  subject: oneLine(about.title),
  text: `Hello ${oneLine(about.firstName)},

${oneLine(about.title)}.

${about.link}

You get this mail because you asked ${oneLine(about.siteName)} for it. Choose what is mailed to you here:
${about.settings}
`,
});
