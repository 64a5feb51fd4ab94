import type { PlanTemplate } from '../template.ts';

/** Work with existing customers. */

const renewal: PlanTemplate = {
  kind: 'renewal',
  label: 'a renewal',
  words: 'renewal:6 renew:6 prolong:4 extension:3 extend:4 contract+end:3 contract:1 expiry:3 expire:3 subscription:2',
  act: { phrase: 'the renewal with' },
  steps: [
    {
      key: 'history',
      title: 'Read the account history behind {object}',
      detail:
        'Usage, open tickets, past discounts and who signed last time. Note what got better for {customer} since then, in figures.',
      minutes: 45,
      priority: 'high',
    },
    {
      key: 'people',
      title: 'Map who decides at {customer}',
      detail:
        'Who signs, who uses, who pays, who could block. Ask your contact about changes since the last signature.',
      minutes: 30,
      priority: 'high',
      milestone: 'Deciders known',
    },
    {
      key: 'tickets',
      title: 'Get the open support issues of {customer} closed',
      detail: 'Agree a date for each open issue with support and tell {customer} before the offer goes out.',
      minutes: 90,
      when: 'ticket issue complaint bug incident outage unhappy problem',
    },
    {
      key: 'offer',
      title: 'Draft the offer for {object}',
      detail:
        'Three options: same terms, a longer term with a price step, a larger scope. State what each is worth to {customer}.',
      minutes: 150,
      after: 'history people',
      priority: 'high',
      industry: true,
    },
    {
      key: 'review',
      title: 'Have price and terms of {object} approved',
      detail:
        'Agree the discount limit, the walk-away price and any change of terms with finance and legal before the talk.',
      minutes: 60,
      after: 'offer',
    },
    {
      key: 'talk',
      title: 'Present the options to {customer}',
      detail: 'Begin with what they gained, then the options. Ask for the decision process and the date of signature.',
      minutes: 60,
      after: 'review tickets',
      priority: 'high',
      milestone: 'Offer presented',
    },
    {
      key: 'sign',
      title: 'Agree the terms and get {object} signed[ {by}]',
      detail:
        'Answer the last objections in writing, send the contract for signature and hand the new terms to billing.',
      minutes: 60,
      after: 'talk',
      priority: 'high',
      milestone: 'Renewal signed',
    },
  ],
  assumptions: ['{customer} has budget for another term', 'The present contract can be carried on with small changes'],
};

const upsell: PlanTemplate = {
  kind: 'upsell',
  label: 'an expansion of an account',
  words:
    'upsell:6 cross-sell:6 expand:4 expansion:5 upgrade:4 additional+seats:4 seat:3 add-on:4 premium:2 existing+customer:2 account:1',
  act: { phrase: 'the expansion at' },
  steps: [
    {
      key: 'use',
      title: 'See where {customer} reaches the limits of what they have',
      detail: 'Usage, seats, requested features, teams not on board yet. Each is a reason for {object}.',
      minutes: 60,
      priority: 'high',
    },
    {
      key: 'sponsor',
      title: 'Ask the sponsor at {customer} what would help next',
      detail: 'A short call, no pitch: what changed, what is planned, who else has the problem.',
      minutes: 30,
      priority: 'high',
    },
    {
      key: 'case',
      title: 'Write the business case for {object}',
      detail: 'One page: what it costs, what it saves, when it pays back, with {customer}’s own figures.',
      minutes: 90,
      after: 'use sponsor',
      industry: true,
      milestone: 'Business case ready',
    },
    {
      key: 'trial',
      title: 'Set up a limited trial of {object}',
      detail: 'Switch on what is missing for one team, for two weeks, with one measure agreed beforehand.',
      minutes: 60,
      after: 'sponsor',
    },
    {
      key: 'offer',
      title: 'Present case and offer to {customer}',
      detail: 'Show the trial’s figures, then the price. Agree the next step and its date before the call ends.',
      minutes: 60,
      after: 'case trial',
      priority: 'high',
    },
    {
      key: 'close',
      title: 'Close {object}[ {by}]',
      detail: 'Contract addendum, start date, and a named person who brings the new users on board.',
      minutes: 45,
      after: 'offer',
      priority: 'high',
      milestone: 'Expansion signed',
    },
  ],
  assumptions: ['{customer} is content with what they have today', 'A trial can be given without a new contract'],
};

const onboarding: PlanTemplate = {
  kind: 'onboarding',
  label: 'an onboarding',
  words:
    'onboard:6 onboarding:6 kick-off:3 kickoff:3 go-live:4 live:1 activate:3 activation:3 new+customer:3 implementation:3 implement:2 setup:2',
  act: { phrase: 'the onboarding of', words: 'onboarding kick-off go-live implementation setup' },
  steps: [
    {
      key: 'handover',
      title: 'Take over from sales what {customer} was promised',
      detail: 'Goals, scope, dates, people and every promise made on the way to {object}, in one page.',
      minutes: 45,
      priority: 'high',
    },
    {
      key: 'plan',
      title: 'Agree goals and dates in a kick-off for {object}',
      detail: 'One measure of success, the date of first use, one responsible person on each side, a weekly call.',
      minutes: 60,
      after: 'handover',
      priority: 'high',
      milestone: 'Kick-off held',
    },
    {
      key: 'setup',
      title: 'Set up accounts, roles and integrations for {customer}',
      detail: 'Begin with single sign-on and the one integration that daily work needs.',
      minutes: 180,
      after: 'plan',
      industry: true,
    },
    {
      key: 'data',
      title: 'Import and check the first data of {customer}',
      detail: 'A sample first, looked at together, then the rest. Keep a list of what was left out.',
      minutes: 120,
      after: 'plan',
    },
    {
      key: 'train',
      title: 'Train the users at {customer}',
      detail: 'Two short sessions on their own data, recorded; one page with the five things they do every day.',
      minutes: 120,
      after: 'setup data',
    },
    {
      key: 'live',
      title: 'Go live with {object}[ {by}]',
      detail: 'Be reachable that day, watch log-ins, call whoever has not begun after three days.',
      minutes: 60,
      after: 'train',
      priority: 'high',
      milestone: 'First real use',
    },
    {
      key: 'review',
      title: 'Review the first 30 days with {customer}',
      detail: 'Compare with the measure from the kick-off, settle what is open, hand over to account management.',
      minutes: 45,
      after: 'live',
    },
  ],
  assumptions: ['{customer} names one responsible person', 'Access to their systems is given in time'],
};

const escalation: PlanTemplate = {
  kind: 'escalation',
  label: 'an escalation',
  words:
    'escalation:6 escalate:5 complaint:5 outage:5 incident:4 ticket:2 angry:3 resolve:2 bug:3 sla:3 issue:2 support:2 fix:1 delay:1',
  act: { phrase: 'the matter of' },
  steps: [
    {
      key: 'own',
      title: 'Tell {customer} who now owns {object}',
      detail: 'Within the hour: what you know, what you do not, and when they hear from you next.',
      minutes: 20,
      priority: 'high',
    },
    {
      key: 'facts',
      title: 'Gather the facts of {object}',
      detail: 'What happened when, who is affected, what was promised, what was tried already. Facts, no blame.',
      minutes: 45,
      priority: 'high',
    },
    {
      key: 'workaround',
      title: 'Give {customer} a way to work meanwhile',
      detail: 'Even a clumsy one: it takes the pressure off and shows that the effect is understood.',
      minutes: 60,
      after: 'facts',
      priority: 'high',
      milestone: 'Customer can work',
    },
    {
      key: 'cause',
      title: 'Find the cause and agree a date for the fix',
      detail: 'With engineering or the department concerned; a date that holds is worth more than an early one.',
      minutes: 120,
      after: 'facts',
      priority: 'high',
      industry: true,
    },
    {
      key: 'fix',
      title: 'Deliver the fix and have {customer} confirm it[ {by}]',
      detail: 'Test with the case {customer} reported. {object} is closed when they say so.',
      minutes: 90,
      after: 'cause workaround',
      priority: 'high',
      milestone: 'Fix confirmed',
    },
    {
      key: 'learn',
      title: 'Write to {customer} what happened and what changes',
      detail:
        'Cause, fix, what prevents it from happening again and, where due, a credit. Add it to the account history.',
      minutes: 45,
      after: 'fix',
    },
  ],
  assumptions: [
    'Someone in engineering can be freed for this',
    '{customer} agrees to one contact for the whole matter',
  ],
};

const rescue: PlanTemplate = {
  kind: 'rescue',
  label: 'the rescue of an account',
  words:
    'churn:6 rescue:5 save:4 at-risk:5 risk:3 cancel:4 cancellation:5 win+back:6 winback:6 lost+customer:4 retain:4 retention:5 leaving:4 unhappy:3 reactivate:3 inactive+customer:3',
  steps: [
    {
      key: 'signals',
      title: 'Find out what went wrong around {object}',
      detail: 'Usage, tickets, invoices, the last notes: when did it turn, and what happened just before?',
      minutes: 60,
      priority: 'high',
    },
    {
      key: 'listen',
      title: 'Call {customer} and listen',
      detail: 'Ask what they expected and what they would need to stay. No offer in this call.',
      minutes: 45,
      after: 'signals',
      priority: 'high',
      milestone: 'Real reason known',
    },
    {
      key: 'quick',
      title: 'Mend one thing for {customer} at once',
      detail: 'The smallest complaint that can be settled this week: it buys the time for the rest.',
      minutes: 90,
      after: 'listen',
      priority: 'high',
    },
    {
      key: 'plan',
      title: 'Write a recovery plan for {object}',
      detail: 'Three points at most, each with a date, a name and a measure. Have your management stand behind it.',
      minutes: 75,
      after: 'listen',
      industry: true,
    },
    {
      key: 'sponsor',
      title: 'Present the plan to a decision-maker at {customer}',
      detail: 'With an executive of ours in the call. Ask for their consent and a date to look back at it.',
      minutes: 60,
      after: 'quick plan',
      priority: 'high',
      milestone: 'Recovery plan agreed',
    },
    {
      key: 'decide',
      title: 'Get the decision about {object}[ {by}]',
      detail:
        'Show what was kept of the plan. If they leave, part well: data export, reasons noted, a date to call again.',
      minutes: 45,
      after: 'sponsor',
    },
  ],
  assumptions: ['{customer} still takes our calls', 'The reason can be mended by us'],
};

export const accountTemplates: readonly PlanTemplate[] = [renewal, upsell, onboarding, escalation, rescue];
