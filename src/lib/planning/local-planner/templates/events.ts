import type { PlanTemplate } from '../template.ts';

/** Events and teaching. */

const webinar: PlanTemplate = {
  kind: 'webinar', label: 'a webinar',
  words: 'webinar:8 online+event:6 livestream:5 virtual:4 panel:3 register:2 attendee:3 host:2',
  steps: [
    { key: 'subject', title: 'Fix subject, speaker and date of {object}', detail: 'One question the audience has, one speaker with experience, a Tuesday to Thursday.', minutes: 60, priority: 'high', milestone: 'Date fixed', industry: true },
    { key: 'page', title: 'Open the registration for {object}', detail: 'Page with three things people learn, form into the CRM, calendar entry and reminders.', minutes: 90, after: 'subject', priority: 'high' },
    { key: 'invite', title: 'Invite to {object}', detail: 'Mail three weeks and one week before, posts, and personal invitations by sales to open deals.', minutes: 120, after: 'page', milestone: 'Invitations out' },
    { key: 'talk', title: 'Prepare talk and demonstration', detail: 'Thirty minutes of content, fifteen of questions, two polls. One example all the way through.', minutes: 240, after: 'subject' },
    { key: 'rehearse', title: 'Rehearse {object} with the real technology', detail: 'Sound, screen, recording, who reads the questions, what happens if the line fails.', minutes: 60, after: 'talk' },
    { key: 'hold', title: 'Hold {object}[ {by}]', detail: 'Start on time, answer by name, end with one next step. Save questions and polls.', minutes: 90, after: 'invite rehearse', priority: 'high', milestone: 'Webinar held' },
    { key: 'follow', title: 'Follow up with everyone from {object}', detail: 'Recording within a day; those who asked something are called, those who missed it get the summary.', minutes: 120, after: 'hold', priority: 'high' },
  ],
  assumptions: ['A speaker is free on the date', 'The webinar software is licensed'],
};

const fair: PlanTemplate = {
  kind: 'fair', label: 'an event',
  words: 'trade+fair:8 trade+show:8 fair:5 booth:6 exhibit:5 exhibition:6 conference:5 expo:6 event:3 summit:4 roadshow:5 dinner:4 breakfast:4 roundtable:5 stand:3 sponsor:3 meetup:4 congress:5 open+day:4',
  steps: [
    { key: 'aim', title: 'Set targets and budget for {object}', detail: 'How many talks, with whom, what each may cost. Book place, stand and beds now.', minutes: 75, priority: 'high', milestone: 'Place booked' },
    { key: 'meet', title: 'Arrange meetings around {object} beforehand', detail: 'Customers and open deals nearby: ten fixed talks are worth more than a hundred badges.', minutes: 180, after: 'aim', priority: 'high', industry: true },
    { key: 'stand', title: 'Prepare stand, message and demonstration for {object}', detail: 'One sentence readable from five metres, one demonstration of three minutes, spare cables.', minutes: 240, after: 'aim' },
    { key: 'team', title: 'Brief the team and its shifts', detail: 'Opening question, how to note a talk in a minute, who takes which customer, breaks.', minutes: 60, after: 'stand' },
    { key: 'logistics', title: 'Settle travel, transport and deliveries', detail: 'Deadlines of the organiser, insurance, power and network, who sets up and takes down.', minutes: 120, after: 'aim', priority: 'medium' },
    { key: 'run', title: 'Run {object}[ {by}]', detail: 'Every talk noted the same day, with next step. Ten minutes together each evening.', minutes: 960, after: 'meet team logistics', priority: 'high', milestone: 'Event held' },
    { key: 'follow', title: 'Follow up the talks from {object} within three days', detail: 'Hot ones by phone, the others by mail with what they asked for. Deals get the event as their source.', minutes: 240, after: 'run', priority: 'high' },
  ],
  assumptions: ['The budget covers travel and stand', 'Enough colleagues can be away'],
};

const training: PlanTemplate = {
  kind: 'training', label: 'a training',
  words: 'training:6 train:5 coach:4 coaching:5 enablement:6 enable:3 teach:4 playbook:5 certification:4 course:4 workshop:2 sales+team:3 rep:2',
  steps: [
    { key: 'gap', title: 'Find out what people cannot do yet for {object}', detail: 'Listen to five calls or watch five cases, ask the participants. Two skills at most.', minutes: 90, priority: 'high' },
    { key: 'aim', title: 'Say what {object} changes and how it shows', detail: 'One measure before and after, seen in the work and not in a test.', minutes: 30, after: 'gap', milestone: 'Aim agreed' },
    { key: 'make', title: 'Prepare exercises and material for {object}', detail: 'Real cases, two thirds practice. One page to keep beside the keyboard.', minutes: 240, after: 'aim', priority: 'high', industry: true },
    { key: 'book', title: 'Book people, room and times', detail: 'Two short sessions a week apart work better than one long one. Managers take part.', minutes: 30, after: 'aim' },
    { key: 'hold', title: 'Hold {object}[ {by}]', detail: 'Show, try, correct, repeat. Everyone leaves with one thing to do differently tomorrow.', minutes: 180, after: 'make book', priority: 'high', milestone: 'Training held' },
    { key: 'follow', title: 'See what stayed of {object} after three weeks', detail: 'Listen again, compare with the measure, coach those who need it one by one.', minutes: 90, after: 'hold' },
  ],
  assumptions: ['The participants are freed from daily work'],
};

const survey: PlanTemplate = {
  kind: 'survey', label: 'a survey',
  words: 'survey:7 feedback:5 nps:7 csat:6 poll:4 questionnaire:5 interview:3 satisfaction:5 win-loss:6 collect:2 ask:1 opinion:4 voice+customer:4',
  steps: [
    { key: 'decision', title: 'Name the decision that {object} serves', detail: 'What will be done differently with which answer? Questions that change nothing are dropped.', minutes: 30, priority: 'high' },
    { key: 'questions', title: 'Write the questions of {object}', detail: 'Seven at most, one open. Try them on two people aloud.', minutes: 75, after: 'decision', priority: 'high', industry: true },
    { key: 'people', title: 'Choose whom to ask', detail: 'A fair sample: new and old, happy and unhappy, lost ones too. Leave out who was asked lately.', minutes: 45, after: 'decision' },
    { key: 'send', title: 'Send {object}[ {by}]', detail: 'From a person, with the time it takes and what becomes of the answers. One reminder.', minutes: 45, after: 'questions people', milestone: 'Survey out' },
    { key: 'call', title: 'Call ten of those who answered', detail: 'Ask for the example behind the figure. Unhappy ones first, the same week.', minutes: 240, after: 'send', priority: 'high' },
    { key: 'report', title: 'Sum up {object} on one page and decide', detail: 'Three findings, each with a sentence from a customer, an owner and a date.', minutes: 90, after: 'call', priority: 'high', milestone: 'Findings decided' },
    { key: 'tell', title: 'Tell those who answered what changes', detail: 'Short and honest, also about what stays. It is why they answer next time.', minutes: 30, after: 'report', priority: 'low' },
  ],
  assumptions: ['Customers may be asked about this'],
};

export const eventTemplates: readonly PlanTemplate[] = [webinar, fair, training, survey];
