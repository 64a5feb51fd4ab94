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
