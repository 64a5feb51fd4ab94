import type { PlanTemplate } from '../template.ts';

/** From first contact to signature. */

const deal: PlanTemplate = {
  kind: 'deal',
  label: 'a new deal',
  words:
    'deal:4 proposal:5 quote:4 offer:3 opportunity:3 close:3 win:2 new+business:4 sell:3 land:3 negotiate:3 negotiation:3 prospect:2 customer:1 pilot:2 order:2',
  act: { phrase: 'the deal with' },
  steps: [
    {
      key: 'need',
      title: 'Write down what {customer} needs from {object}',
      detail: 'Problem, cost of doing nothing, date it has to be solved, who suffers. Mark what is only guessed.',
      minutes: 45,
      priority: 'high',
    },
    {
      key: 'people',
      title: 'Map who decides at {customer}',
      detail:
        'Economic buyer, users, technical check, procurement. Who is for it, who against, whom nobody has met yet?',
      minutes: 30,
    },
    {
      key: 'rival',
      title: 'Compare us honestly with the competition for {object}',
      detail: 'Where we are better for this case, where not, and the question that brings the difference up.',
      minutes: 45,
      when: 'competitor competition competing rival alternative incumbent versus',
    },
    {
      key: 'proposal',
      title: 'Put {object} into writing',
      detail: 'Their goal in their words, the solution, price options, dates, references. Four pages at most.',
      minutes: 180,
      after: 'need people rival',
      priority: 'high',
      industry: true,
      milestone: 'Proposal ready',
    },
    {
      key: 'approve',
      title: 'Have price and terms of {object} approved',
      detail: 'Discount limit, payment terms and anything unusual, before {customer} sees it.',
      minutes: 45,
      after: 'proposal',
    },
    {
      key: 'present',
      title: 'Walk {customer} through the proposal',
      detail: 'In a call, not by mail alone. Collect every objection and agree what happens until the decision.',
      minutes: 60,
      after: 'approve',
      priority: 'high',
      milestone: 'Proposal presented',
    },
    {
      key: 'sign',
      title: 'Negotiate and sign {object}[ {by}]',
      detail: 'Give nothing without getting something: term, scope, reference or date. Then hand over to onboarding.',
      minutes: 90,
      after: 'present',
      priority: 'high',
      milestone: 'Contract signed',
    },
  ],
  assumptions: ['{customer} has a budget or can get one', 'One person at {customer} wants this to happen'],
};

const demo: PlanTemplate = {
  kind: 'demo',
  label: 'a product demonstration',
  words: 'demo:6 demonstration:6 product+tour:4 walkthrough:4 proof+concept:4 trial:2 show:1 poc:4',
  act: { phrase: 'the demo for' },
  steps: [
    {
      key: 'ask',
      title: 'Ask {customer} what {object} has to show',
      detail: 'Ten minutes by phone: their problem, who attends, what they use now, what would make it a success.',
      minutes: 20,
      priority: 'high',
    },
    {
      key: 'story',
      title: 'Write the storyline of {object}',
      detail: 'Three scenes from their day, each ending in a result. Everything else stays out.',
      minutes: 60,
      after: 'ask',
      priority: 'high',
      industry: true,
    },
    {
      key: 'data',
      title: 'Prepare an account with data like theirs',
      detail: 'Names, figures and terms from {customer}’s own trade. Check every click of the three scenes.',
      minutes: 90,
      after: 'ask',
      milestone: 'Demo account ready',
    },
    {
      key: 'rehearse',
      title: 'Rehearse {object} with a colleague',
      detail: 'With the clock, the real screen and the hardest question you can think of. Have a recording in reserve.',
      minutes: 45,
      after: 'story data',
    },
    {
      key: 'give',
      title: 'Give {object}[ {by}]',
      detail: 'Let them talk for a third of the time. Before the end, agree the next step with a date.',
      minutes: 60,
      after: 'rehearse',
      priority: 'high',
      milestone: 'Demo given',
    },
    {
      key: 'after',
      title: 'Send {customer} the answers and the agreed next step',
      detail: 'The same day: open questions answered, recording, what was agreed. Note the objections on the record.',
      minutes: 30,
      after: 'give',
      priority: 'high',
    },
  ],
  assumptions: ['The people who decide attend the demonstration', 'The demo environment is free on that day'],
};

const meeting: PlanTemplate = {
  kind: 'meeting',
  label: 'a meeting',
  words:
    'meeting:5 meet:3 qbr:6 quarterly+business+review:8 business+review:5 workshop:4 presentation:3 pitch:4 visit:4 agenda:4 present:2 board:2',
  act: { phrase: 'the meeting with' },
  steps: [
    {
      key: 'aim',
      title: 'Set the one result {object} must bring',
      detail: 'A decision, a date, a name? Write it in one sentence and the fallback in a second.',
      minutes: 20,
      priority: 'high',
    },
    {
      key: 'facts',
      title: 'Gather the facts for {object}',
      detail: 'History, open points, figures since last time, what each person at the table wants.',
      minutes: 60,
      priority: 'high',
      industry: true,
    },
    {
      key: 'agenda',
      title: 'Agree agenda and people for {object}',
      detail: 'Three points, times, who prepares what. Sent at least two working days before.',
      minutes: 25,
      after: 'aim',
      milestone: 'Agenda agreed',
    },
    {
      key: 'slides',
      title: 'Prepare the material for {object}',
      detail: 'Few pages: result first, evidence after. One page to leave behind.',
      minutes: 120,
      after: 'facts agenda',
    },
    {
      key: 'hold',
      title: 'Hold {object}[ {by}]',
      detail: 'Begin with their points. Read out decisions, names and dates before everyone leaves.',
      minutes: 75,
      after: 'slides',
      priority: 'high',
      milestone: 'Meeting held',
    },
    {
      key: 'minutes',
      title: 'Send the decisions and put them into the CRM',
      detail: 'Within a day: what was decided, who does what by when. A task for each point of ours from {object}.',
      minutes: 30,
      after: 'hold',
    },
  ],
  assumptions: ['Everyone needed is free on a common date'],
};

const followUp: PlanTemplate = {
  kind: 'follow-up',
  label: 'a follow-up',
  words:
    'follow:4 follow-up:6 call:4 phone:4 ring:3 email:2 remind:4 reminder:4 chase:4 check-in:4 reply:3 answer:3 respond:3 nudge:4 back:1 talk:3 speak:3 contact:2',
  steps: [
    {
      key: 'read',
      title: 'Read up on {object} and the last contact',
      detail: 'What was said last, what we promised, what they waited for[, and all there is about {topic}].',
      minutes: 15,
      priority: 'high',
    },
    {
      key: 'reason',
      title: 'Find a reason to talk now[ about {topic}]',
      detail: 'A figure, a change at their end, an answer they asked for. “Just checking in” is none.',
      minutes: 20,
      after: 'read',
      industry: true,
    },
    {
      key: 'call',
      title: 'Call {party}[ about {topic}][ {by}]',
      detail:
        'Ask first, then offer one concrete next step with two dates to choose from. No answer: try again at another hour.',
      minutes: 30,
      after: 'reason',
      priority: 'high',
      milestone: 'Contact made',
    },
    {
      key: 'mail',
      title: 'Confirm by mail what was agreed with {party}',
      detail:
        'Three sentences: what we heard, what happens next, by when. If nobody answered, the reason and the question.',
      minutes: 15,
      after: 'call',
      milestone: 'Next step agreed',
    },
    {
      key: 'note',
      title: 'Note the outcome and plan the next contact',
      detail: 'On the record: mood, objections, next date. After three unanswered tries, park it with a date.',
      minutes: 10,
      after: 'call',
      priority: 'low',
    },
  ],
  assumptions: ['Phone number and address on record are right'],
};

const outreach: PlanTemplate = {
  kind: 'outreach',
  label: 'an outreach campaign',
  words:
    'outreach:6 cold:5 prospecting:5 prospect:3 book+meetings:6 meeting:1 sequence:3 cadence:4 outbound:5 reach+out:2 dormant:3 lead:2 pipeline:2 appointment:4 generate:1 re-engage:4',
  act: { phrase: 'the outreach for', words: 'outreach campaign sequence cadence' },
  steps: [
    {
      key: 'who',
      title: 'Define whom {object} is for',
      detail: 'Industry, size, role, the event that makes them need us now. Say also who is out.',
      minutes: 45,
      priority: 'high',
    },
    {
      key: 'list',
      title: 'Build and check the contact list for {object}',
      detail:
        'Remove customers, open deals, unsubscribed and bounced addresses. Note one personal fact for each of the top twenty.',
      minutes: 150,
      after: 'who',
      milestone: 'List ready',
    },
    {
      key: 'legal',
      title: 'Check that these people may be contacted',
      detail: 'Consent or legitimate interest by country, sender details, a way to opt out in every message.',
      minutes: 30,
      after: 'who',
      industry: true,
    },
    {
      key: 'messages',
      title: 'Write the messages of {object}',
      detail: 'Four touches in three weeks: mail, call, mail with a case, farewell. Under 90 words, one question each.',
      minutes: 120,
      after: 'who',
      priority: 'high',
    },
    {
      key: 'pilot',
      title: 'Try it on twenty contacts',
      detail: 'Two subject lines, ten each. Keep the better one; below 3 % answers, rewrite before going on.',
      minutes: 60,
      after: 'list legal messages',
      milestone: 'Pilot judged',
    },
    {
      key: 'run',
      title: 'Run {object}[ {by}]',
      detail: 'Daily: send, call, answer within the hour. A positive answer becomes a deal the same day.',
      minutes: 480,
      after: 'pilot',
      priority: 'high',
    },
    {
      key: 'learn',
      title: 'Review the results of {object}',
      detail: 'Answers, meetings and deals per message and per group. Write down what to keep and what to drop.',
      minutes: 45,
      after: 'run',
      priority: 'low',
      milestone: 'Results reviewed',
    },
  ],
  assumptions: ['The sending domain is warmed up and authenticated', 'About an hour a day is free for answers'],
};

const tender: PlanTemplate = {
  kind: 'tender',
  label: 'a tender',
  words: 'rfp:7 tender:7 rfi:6 rfq:6 bid:5 questionnaire:3 procurement:3 submission:3 submit:2',
  steps: [
    {
      key: 'read',
      title: 'Read the documents of {object} and decide to bid or not',
      detail: 'Knock-out criteria, weights, formal dates, effort, chance. A clear no today is better than a weak bid.',
      minutes: 90,
      priority: 'high',
      milestone: 'Decision to bid',
    },
    {
      key: 'ask',
      title: 'Put our questions to {customer}',
      detail: 'In the form and by the date the documents name. Questions are seen by all bidders: give nothing away.',
      minutes: 45,
      after: 'read',
    },
    {
      key: 'share',
      title: 'Give each requirement of {object} to someone who answers it',
      detail: 'A list with requirement, owner, date, state. Security and legal first: they take longest.',
      minutes: 60,
      after: 'read',
      priority: 'high',
    },
    {
      key: 'write',
      title: 'Write the answers and the solution for {object}',
      detail: 'Answer the question asked, first sentence yes or no, then the proof. Reuse what won before.',
      minutes: 480,
      after: 'ask share',
      priority: 'high',
      industry: true,
    },
    {
      key: 'price',
      title: 'Calculate the price and have it approved',
      detail: 'In their price sheet, with options apart. State assumptions; check what the weight of price rewards.',
      minutes: 120,
      after: 'share',
    },
    {
      key: 'check',
      title: 'Have someone who wrote nothing check {object}',
      detail: 'Against the list of requirements and the formal rules: signatures, formats, page limits, attachments.',
      minutes: 90,
      after: 'write price',
      milestone: 'Bid complete',
    },
    {
      key: 'submit',
      title: 'Submit {object}[ {by}]',
      detail: 'A day before the date, with receipt. Note when the award is expected and who presents.',
      minutes: 30,
      after: 'check',
      priority: 'high',
      milestone: 'Bid submitted',
    },
  ],
  assumptions: ['All documents of the tender are at hand', 'The experts needed can be freed'],
};

const qualification: PlanTemplate = {
  kind: 'qualification',
  label: 'the qualification of leads',
  words:
    'qualify:6 qualification:6 lead:3 leads:2 score:3 scoring:4 inbound:4 mql:4 inquiry:3 enquiry:3 nurture:3 inbox:1 convert:2 signups:2',
  steps: [
    {
      key: 'criteria',
      title: 'Agree when {object} count as qualified',
      detail: 'Three or four questions sales and marketing both stand behind: need, size, role, time.',
      minutes: 45,
      priority: 'high',
    },
    {
      key: 'complete',
      title: 'Fill in what is missing about {object}',
      detail: 'Company, size, role, source. Merge duplicates, mark those who are customers already.',
      minutes: 90,
    },
    {
      key: 'rank',
      title: 'Rank {object} by fit and interest',
      detail: 'Three heaps: call today, write, keep warm. Test the rule on ten closed deals.',
      minutes: 60,
      after: 'criteria complete',
      industry: true,
      milestone: 'Leads ranked',
    },
    {
      key: 'call',
      title: 'Call the best of {object}[ {by}]',
      detail: 'Within a day, three tries at different hours. Note the answers to the agreed questions.',
      minutes: 240,
      after: 'rank',
      priority: 'high',
      milestone: 'Best leads called',
    },
    {
      key: 'warm',
      title: 'Put the others into a nurturing series',
      detail: 'A useful mail every two weeks; who opens three in a row goes back to the first heap.',
      minutes: 75,
      after: 'rank',
    },
    {
      key: 'report',
      title: 'Tell marketing which of {object} were worth it',
      detail: 'By source: how many qualified, how many became deals, why the rest did not.',
      minutes: 30,
      after: 'call',
      priority: 'low',
    },
  ],
  assumptions: ['The leads agreed to be contacted'],
};

export const sellingTemplates: readonly PlanTemplate[] = [
  deal,
  demo,
  meeting,
  followUp,
  outreach,
  tender,
  qualification,
];
