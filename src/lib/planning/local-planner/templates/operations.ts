import type { PlanTemplate } from '../template.ts';

/** The work behind selling: data, contracts, people, figures. */

const data: PlanTemplate = {
  kind: 'data', label: 'a data clean-up',
  words: 'clean:4 cleanup:6 clean-up:6 dedupe:7 deduplicate:7 duplicate:6 database:4 data:3 record:3 hygiene:6 stale:4 tidy:4 merge:3 contact+database:4 segment:3 tag:2',
  steps: [
    { key: 'measure', title: 'Measure how bad {object} really is', detail: 'Duplicates, missing fields, bounced addresses, records without owner. Figures per field.', minutes: 60, priority: 'high' },
    { key: 'rules', title: 'Agree the rules for {object}', detail: 'Which fields are required, which source wins, what is deleted, what is kept by law.', minutes: 45, after: 'measure', priority: 'high', industry: true, milestone: 'Rules agreed' },
    { key: 'backup', title: 'Export everything before a change', detail: 'Complete, dated, and tried: restore ten records from it.', minutes: 30, after: 'measure' },
    { key: 'sample', title: 'Try the rules on a hundred records', detail: 'Look at each result. Correct the rules, not the records.', minutes: 60, after: 'rules backup' },
    { key: 'run', title: 'Clean up {object}[ {by}]', detail: 'In batches, owners told beforehand, every merge noted. Doubtful cases go on a list.', minutes: 240, after: 'sample', priority: 'high', milestone: 'Data cleaned' },
    { key: 'doubt', title: 'Settle the doubtful cases with their owners', detail: 'Short list, one week, then the rule decides.', minutes: 90, after: 'run' },
    { key: 'keep', title: 'Keep {object} clean from now on', detail: 'Required fields, a check for duplicates at entry, a monthly look at the figures.', minutes: 60, after: 'run' },
  ],
  assumptions: ['We may change and merge these records'],
};

const migration: PlanTemplate = {
  kind: 'migration', label: 'a migration',
  words: 'migrate:7 migration:7 import:3 switch:4 move:2 transfer:3 integration:4 integrate:4 connect:2 crm:2 spreadsheet:3 tool:2 system:2 replace:3 automate:3 automation:3 rollout:3 roll+out:4',
  steps: [
    { key: 'scope', title: 'List what belongs to {object} and what stays behind', detail: 'Data, attachments, automations, reports, users. Old data nobody uses stays behind.', minutes: 90, priority: 'high' },
    { key: 'map', title: 'Map old fields to new ones', detail: 'Field by field with an example; note what has no place and what has two.', minutes: 120, after: 'scope', priority: 'high', milestone: 'Mapping agreed' },
    { key: 'trial', title: 'Do a trial run of {object} with a sample', detail: 'A copy, two hundred records, checked by those who know them. Time it.', minutes: 150, after: 'map', industry: true },
    { key: 'people', title: 'Prepare the users for {object}', detail: 'What changes for them, when, whom to ask. Half an hour on their own records.', minutes: 90, after: 'scope' },
    { key: 'move', title: 'Carry out {object}[ {by}]', detail: 'Old system read-only, full run, counts compared. Decide beforehand what makes you turn back.', minutes: 240, after: 'trial people', priority: 'high', milestone: 'Moved over' },
    { key: 'check', title: 'Check {object} with spot tests', detail: 'Totals per owner and stage, twenty records by hand, every report that is read weekly.', minutes: 90, after: 'move', priority: 'high' },
    { key: 'close', title: 'Shut the old place down', detail: 'After a quiet month: last export kept, accesses removed, subscription cancelled.', minutes: 45, after: 'check', priority: 'low' },
  ],
  assumptions: ['The old system can export its data'],
};

const hiring: PlanTemplate = {
  kind: 'hiring', label: 'a hire',
  words: 'hire:7 hiring:7 recruit:6 recruiting:6 candidate:5 vacancy:6 job:3 sdr:3 account+executive:3 representative:3 manager:1 freelancer:4 applicant:5',
  steps: [
    { key: 'role', title: 'Write down what {object} should have achieved in a year', detail: 'Three results, then the skills they need. Salary range and place decided.', minutes: 60, priority: 'high', milestone: 'Role approved' },
    { key: 'advert', title: 'Publish the advert for {object}', detail: 'Results, team, pay, process with dates. Own network first: ask ten people for one name each.', minutes: 90, after: 'role', industry: true },
    { key: 'questions', title: 'Prepare the same questions and task for all', detail: 'Past behaviour, a piece of real work of an hour, marks agreed before the first talk.', minutes: 60, after: 'role' },
    { key: 'screen', title: 'Screen the applications for {object}', detail: 'Answer each within three days. Twenty minutes by phone with the best ten.', minutes: 240, after: 'advert', priority: 'high' },
    { key: 'interview', title: 'Interview the best and give them the task', detail: 'Two interviewers who mark separately, then compare. Ask for two references.', minutes: 300, after: 'screen questions', priority: 'high', milestone: 'Interviews done' },
    { key: 'offer', title: 'Make the offer and settle {object}[ {by}]', detail: 'By phone the same day, in writing the next. Tell the others kindly.', minutes: 60, after: 'interview', priority: 'high', milestone: 'Contract signed' },
    { key: 'start', title: 'Prepare the first 30 days', detail: 'Accounts, a mentor, first customer talk in week one, talk about the results after 30 days.', minutes: 75, after: 'offer' },
  ],
  assumptions: ['The position is in the budget'],
};

const partner: PlanTemplate = {
  kind: 'partner', label: 'a partnership',
  words: 'partner:6 partnership:7 reseller:7 alliance:6 channel:3 affiliate:6 co-marketing:6 referral:5 distributor:6 agency:2 programme:2 program:2',
  steps: [
    { key: 'why', title: 'Say what {object} brings to both sides', detail: 'Customers they have and we lack, and the other way round. In figures, even rough ones.', minutes: 45, priority: 'high' },
    { key: 'list', title: 'Compare the candidates for {object}', detail: 'Same customers, no conflict, someone there who wants it. Three remain.', minutes: 90, after: 'why', industry: true },
    { key: 'talk', title: 'Talk to the best candidate about {object}', detail: 'Begin with their aim. Propose one joint deal as a trial.', minutes: 60, after: 'list', priority: 'high', milestone: 'First talk held' },
    { key: 'terms', title: 'Draft the terms', detail: 'Commission, lead protection, who owns the customer, how it ends. Two pages.', minutes: 90, after: 'talk' },
    { key: 'kit', title: 'Make a starter kit for the partner', detail: 'Pitch, price, demonstration, answers, whom to call. What our own people use, shortened.', minutes: 120, after: 'talk' },
    { key: 'sign', title: 'Sign {object} and train their people[ {by}]', detail: 'An hour together with three of their customers as examples.', minutes: 120, after: 'terms kit', priority: 'high', milestone: 'Partnership signed' },
    { key: 'first', title: 'Win the first deal together', detail: 'Call weekly until it is closed, then look back at the terms.', minutes: 180, after: 'sign' },
  ],
  assumptions: ['Management stands behind working with partners'],
};

const report: PlanTemplate = {
  kind: 'report', label: 'a report or analysis',
  words: 'report:6 analysis:6 analyse:5 analyze:5 forecast:5 dashboard:5 review:2 metric:4 kpi:5 figure:2 research:4 benchmark:4 competitor+analysis:5 attribution:4 market:2 compare:2',
  steps: [
    { key: 'question', title: 'Agree the question {object} answers', detail: 'Who decides what with it, by when? One sentence, confirmed by whoever asked.', minutes: 25, priority: 'high' },
    { key: 'sources', title: 'Gather the data for {object}', detail: 'Sources, dates, definitions. Check totals against a figure everyone knows.', minutes: 120, after: 'question', priority: 'high' },
    { key: 'ask', title: 'Ask three people who know the reasons', detail: 'Figures say what, people say why. Note who said what.', minutes: 60, after: 'question' },
    { key: 'analyse', title: 'Work out the findings of {object}', detail: 'Compare with last time and with the plan. Three findings, each with what it rests on.', minutes: 150, after: 'sources ask', priority: 'high', industry: true, milestone: 'Findings clear' },
    { key: 'write', title: 'Write {object}', detail: 'Answer on top, one chart per finding, doubts stated. Two pages.', minutes: 90, after: 'analyse' },
    { key: 'check', title: 'Have a colleague check the figures', detail: 'From source to page, with fresh eyes.', minutes: 30, after: 'write', priority: 'medium' },
    { key: 'present', title: 'Present {object} and get the decision[ {by}]', detail: 'Recommend one thing. Note the decision, its owner and when it is looked at again.', minutes: 45, after: 'check', priority: 'high', milestone: 'Decision taken' },
  ],
  assumptions: ['The data can be had and is about right'],
};

const contract: PlanTemplate = {
  kind: 'contract', label: 'a contract matter',
  words: 'contract:4 legal:5 agreement:5 nda:7 msa:7 dpa:7 terms:4 clause:5 redline:6 signature:4 sign:3 compliance:5 gdpr:5 amendment:5 framework:3 review:1',
  steps: [
    { key: 'points', title: 'List the points of {object} that matter', detail: 'Liability, term, payment, data, exit. For each: wish, fallback, limit.', minutes: 60, priority: 'high' },
    { key: 'draft', title: 'Prepare the draft of {object}', detail: 'Our template where possible. Mark every departure from it with its reason.', minutes: 90, after: 'points', priority: 'high', milestone: 'Draft ready' },
    { key: 'legal', title: 'Have legal and finance check {object}', detail: 'With the list of points, so that they answer these first. Agree a date.', minutes: 120, after: 'draft', industry: true },
    { key: 'privacy', title: 'Clear up data protection and security', detail: 'Processing agreement, subprocessors, where data lies. Their questionnaire answered from the library.', minutes: 60, after: 'points' },
    { key: 'negotiate', title: 'Negotiate the open points with {customer}', detail: 'In one call with those who may decide, not by versions sent to and fro.', minutes: 90, after: 'legal privacy', priority: 'high', milestone: 'Text agreed' },
    { key: 'sign', title: 'Get {object} signed[ {by}]', detail: 'Who may sign on both sides, in which order, electronically where allowed.', minutes: 30, after: 'negotiate', priority: 'high', milestone: 'Signed' },
    { key: 'file', title: 'File it and note its dates', detail: 'On the customer’s record: start, end, notice period with a reminder, special promises.', minutes: 15, after: 'sign' },
  ],
  assumptions: ['Those who sign are there in the weeks concerned'],
};

const pricing: PlanTemplate = {
  kind: 'pricing', label: 'a pricing decision',
  words: 'pricing:7 price:5 reprice:6 discount:3 tariff:5 packaging:4 tier:4 margin:4 increase+price:4 rate+card:5 bundle:4',
  steps: [
    { key: 'facts', title: 'Gather what {object} rests on', detail: 'What customers pay today after discounts, cost to serve, won and lost by price.', minutes: 120, priority: 'high' },
    { key: 'worth', title: 'Ask eight customers what it is worth to them', detail: 'What they would miss, what they compare with, where it becomes too dear and too cheap.', minutes: 240, priority: 'high', industry: true },
    { key: 'options', title: 'Calculate three options for {object}', detail: 'For each: revenue if one in ten leaves, if nobody does, effect on old contracts.', minutes: 150, after: 'facts worth', milestone: 'Options calculated' },
    { key: 'decide', title: 'Have {object} decided', detail: 'One recommendation, its risk and how we would notice. Include who may discount how far.', minutes: 60, after: 'options', priority: 'high', milestone: 'Decision taken' },
    { key: 'prepare', title: 'Prepare sales, billing and pages for {object}', detail: 'Price list, quotation template, answers to the five objections, old customers’ conditions.', minutes: 120, after: 'decide' },
    { key: 'tell', title: 'Tell customers about {object}[ {by}]', detail: 'Large ones by phone first. What changes, when, why, and what they can do until then.', minutes: 120, after: 'prepare', priority: 'high', milestone: 'Announced' },
    { key: 'watch', title: 'Watch {object} for a quarter', detail: 'Closing rate, discounts, cancellations each week against the assumption.', minutes: 45, after: 'tell', priority: 'low' },
  ],
  assumptions: ['Contracts in force allow the change at their renewal'],
};

const salesPlan: PlanTemplate = {
  kind: 'sales-plan', label: 'a plan for a period or market',
  words: 'quota:6 target:3 territory:7 account+plan:7 quarterly:3 annual:4 budget:3 strategy:5 revenue:4 goal:2 sales+plan:7 okr:5 kick-off:2 roadmap:4 marketing+plan:7 market:2 expand:1 q1:1 q2:1 q3:1 q4:1',
  steps: [
    { key: 'look', title: 'Look back before {object}', detail: 'What brought the results of the last period, by customer, source and person? What was chance?', minutes: 90, priority: 'high' },
    { key: 'market', title: 'Size up where {object} can come from', detail: 'Existing customers, open deals, new names. Count from below, not from the wish.', minutes: 120, industry: true },
    { key: 'targets', title: 'Set targets for {object}', detail: 'One figure, three that lead to it and can be seen weekly. Compare with what people can do.', minutes: 60, after: 'look market', priority: 'high', milestone: 'Targets set' },
    { key: 'moves', title: 'Choose the three moves that carry {object}', detail: 'Each with owner, cost, first step. Write down what is not done, too.', minutes: 90, after: 'targets', priority: 'high' },
    { key: 'money', title: 'Get people and money for {object} approved', detail: 'What is needed, from when, and what falls away without it.', minutes: 60, after: 'moves', milestone: 'Plan approved' },
    { key: 'tell', title: 'Start {object} with the team[ {by}]', detail: 'Everyone leaves knowing their part and their first week.', minutes: 60, after: 'money', priority: 'high' },
    { key: 'watch', title: 'Check {object} every two weeks', detail: 'Thirty minutes: figures, what blocks, what changes. Move money to what works.', minutes: 60, after: 'tell', priority: 'low' },
  ],
  assumptions: ['Last period’s figures are complete'],
};

const collection: PlanTemplate = {
  kind: 'collection', label: 'an overdue payment',
  words: 'invoice:7 overdue:6 payment:5 unpaid:7 debt:6 receivable:6 collect:2 billing:4 pay:3 dunning:6 outstanding:4',
  steps: [
    { key: 'facts', title: 'Check invoice and delivery behind {object}', detail: 'Right address, order number, delivered as agreed, open complaint? A fault of ours comes first.', minutes: 30, priority: 'high' },
    { key: 'call', title: 'Call {customer} about {object}', detail: 'The person who pays, friendly: is anything missing? Ask for the date of payment.', minutes: 25, after: 'facts', priority: 'high', milestone: 'Payment date named' },
    { key: 'write', title: 'Confirm the promised date in writing', detail: 'Amount, date, invoice attached. Copy to our contact at {customer}.', minutes: 15, after: 'call' },
    { key: 'plan', title: 'Offer instalments if {customer} cannot pay at once', detail: 'At most three, first one now, agreed with finance beforehand.', minutes: 30, after: 'call' },
    { key: 'close', title: 'See {object} paid or hand it on[ {by}]', detail: 'Paid: thank them. Not paid: formal reminder, stop of deliveries, decision about the next step.', minutes: 40, after: 'write plan', priority: 'high', milestone: 'Settled' },
  ],
  assumptions: ['The claim itself is not disputed'],
};

export const operationTemplates: readonly PlanTemplate[] = [data, migration, hiring, partner, report, contract, pricing, salesPlan, collection];
