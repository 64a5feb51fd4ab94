import type { PlanTemplate } from '../template.ts';

/** Campaigns and everything that is published. */

const content: PlanTemplate = {
  kind: 'content', label: 'a piece of content',
  words: 'blog:5 article:5 whitepaper:6 white+paper:6 ebook:5 guide:4 post:2 write:2 publish:3 video:4 podcast:5 infographic:5 content:3 case+study:4',
  steps: [
    { key: 'reader', title: 'Decide who reads {object} and what they do next', detail: 'One reader, one question they have, one action at the end. Look up what they search for.', minutes: 30, priority: 'high' },
    { key: 'talk', title: 'Interview someone who knows the matter of {object}', detail: 'Twenty minutes: examples, figures, mistakes. Their sentences are better than ours.', minutes: 45, after: 'reader', industry: true },
    { key: 'draft', title: 'Draft {object}', detail: 'Answer first, then reasons and examples. Leave out what the reader knows already.', minutes: 180, after: 'talk', priority: 'high', milestone: 'Draft ready' },
    { key: 'pictures', title: 'Make the pictures and figures', detail: 'One drawing that explains, one picture for sharing; text alternatives for both.', minutes: 75, after: 'reader' },
    { key: 'edit', title: 'Have {object} edited and its facts approved', detail: 'One editor, one expert, one round. Check names, figures and the right to quote.', minutes: 60, after: 'draft', priority: 'medium' },
    { key: 'publish', title: 'Publish {object}[ {by}]', detail: 'Title, description, links to and from related pages, a way to measure the action at the end.', minutes: 30, after: 'pictures edit', priority: 'high', milestone: 'Published' },
    { key: 'spread', title: 'Hand {object} to sales and the channels', detail: 'Newsletter, social posts, two sentences sales can paste. Look at the figures after two weeks.', minutes: 45, after: 'publish' },
  ],
  assumptions: ['An expert has twenty minutes to spare'],
};

const newsletter: PlanTemplate = {
  kind: 'newsletter', label: 'a mailing',
  words: 'newsletter:7 mailing:5 email+campaign:5 drip:4 email:1 send:1 issue:1 subscriber:4 invitation:2',
  steps: [
    { key: 'aim', title: 'Choose the one thing {object} should bring about', detail: 'A click, an answer, a booking. Every other item has to serve it or go.', minutes: 20, priority: 'high' },
    { key: 'list', title: 'Choose and clean the recipients of {object}', detail: 'Segment by interest, drop bounced and long silent addresses, respect every opt-out.', minutes: 45, after: 'aim', industry: true },
    { key: 'text', title: 'Write {object}', detail: 'Subject under 50 characters in three versions, first sentence that stands alone, one button.', minutes: 120, after: 'aim', priority: 'high' },
    { key: 'build', title: 'Build and test the mail', detail: 'Phone, dark mode, without pictures, three mail programs. Click every link, check the unsubscribe.', minutes: 60, after: 'text', milestone: 'Mail tested' },
    { key: 'send', title: 'Send {object}[ {by}]', detail: 'To a tenth first with two subjects, the rest with the better one two hours later.', minutes: 30, after: 'list build', priority: 'high', milestone: 'Sent' },
    { key: 'learn', title: 'Act on the answers to {object}', detail: 'Replies within the day, hot clicks to sales, figures into the record after three days.', minutes: 40, after: 'send' },
  ],
  assumptions: ['The recipients agreed to get mail from us'],
};

const landingPage: PlanTemplate = {
  kind: 'landing-page', label: 'a landing page',
  words: 'landing+page:8 landing:4 page:3 homepage:4 signup+form:4 conversion+rate:4 a/b:3 microsite:5 form:2',
  steps: [
    { key: 'promise', title: 'Write the promise of {object} in one sentence', detail: 'For whom, what changes, why believe it. Ask three customers whether it says what they bought.', minutes: 45, priority: 'high' },
    { key: 'proof', title: 'Collect proof for {object}', detail: 'One figure, one quotation with a name, one picture of the real product.', minutes: 60, industry: true },
    { key: 'copy', title: 'Write and lay out {object}', detail: 'Promise, proof, how it works, objections, one form with as few fields as can be.', minutes: 180, after: 'promise proof', priority: 'high', milestone: 'Page drafted' },
    { key: 'form', title: 'Connect the form to the CRM and to an answer', detail: 'Consent, source, owner, a mail within a minute. Send a test lead through all of it.', minutes: 60, after: 'promise' },
    { key: 'check', title: 'Check {object} on phones, by keyboard and for speed', detail: 'Under two seconds on a phone, readable without pictures, labels on every field.', minutes: 45, after: 'copy form' },
    { key: 'live', title: 'Put {object} online[ {by}]', detail: 'With measuring in place. Note the rate of the page it replaces, to have something to compare.', minutes: 30, after: 'check', priority: 'high', milestone: 'Page online' },
    { key: 'test', title: 'Test one other headline on {object}', detail: 'Decide beforehand how many visitors count as enough. Keep the better one.', minutes: 45, after: 'live', priority: 'low' },
  ],
  assumptions: ['Web pages can be changed without a release'],
};

const launch: PlanTemplate = {
  kind: 'launch', label: 'a launch',
  words: 'launch:5 release:4 announce:4 announcement:4 introduce:3 new+product:5 product:2 feature:3 rebrand:5 go-to-market:6 market+entry:6 beta:3',
  steps: [
    { key: 'story', title: 'Write the one-page story of {object}', detail: 'For whom, which problem, what is new, what it costs, what it is not. Everyone works from this page.', minutes: 90, priority: 'high', industry: true, milestone: 'Story agreed' },
    { key: 'beta', title: 'Let five customers try {object}', detail: 'Watch them use it, mend what stops them, ask for a sentence to quote.', minutes: 180, after: 'story' },
    { key: 'sales', title: 'Prepare sales and support for {object}', detail: 'Short deck, price, ten questions with answers, whom to offer it to first. Half an hour together.', minutes: 120, after: 'story', priority: 'high' },
    { key: 'material', title: 'Make page, mail and pictures for {object}', detail: 'All of them from the story page, in the same words. Real product, real screens.', minutes: 240, after: 'story' },
    { key: 'ready', title: 'Check that all is ready for {object}', detail: 'Orders, invoices, help pages, measuring, someone on call. Decide: go, or a later date.', minutes: 45, after: 'beta sales material', milestone: 'Ready to launch' },
    { key: 'day', title: 'Launch {object}[ {by}]', detail: 'Customers first, then mail, page, posts and press in this order. Somebody answers all day.', minutes: 240, after: 'ready', priority: 'high', milestone: 'Launched' },
    { key: 'after', title: 'Review two weeks of {object}', detail: 'Sign-ups, deals, questions, complaints. Decide on the three next improvements.', minutes: 60, after: 'day' },
  ],
  assumptions: ['What is launched is finished apart from small things', 'The price is decided'],
};

const social: PlanTemplate = {
  kind: 'social', label: 'a social media campaign',
  words: 'social:5 linkedin:5 instagram:5 tiktok:5 youtube:3 facebook:3 follower:5 influencer:6 hashtag:4 post:2 posts:3 community:3 channel:1',
  steps: [
    { key: 'aim', title: 'Say whom {object} should reach and how we notice', detail: 'One audience, one measure that is not likes: visits, answers, meetings.', minutes: 30, priority: 'high' },
    { key: 'look', title: 'Look at what works for others on the channel', detail: 'Five accounts their readers follow. Which forms and subjects start talks?', minutes: 45, after: 'aim' },
    { key: 'calendar', title: 'Plan the subjects of {object} for four weeks', detail: 'Three lines: what we know, what customers do, how we work. Two posts a week that will really be made.', minutes: 60, after: 'look', milestone: 'Calendar agreed', industry: true },
    { key: 'make', title: 'Write and shoot the first two weeks of {object}', detail: 'In the words of people, not of the company. Subtitles and text alternatives included.', minutes: 240, after: 'calendar', priority: 'high' },
    { key: 'voices', title: 'Win three colleagues or customers to take part', detail: 'Give them drafts to change, not texts to paste. Their reach is larger than the company’s.', minutes: 45, after: 'calendar' },
    { key: 'run', title: 'Run {object} and answer every comment[ {by}]', detail: 'Twenty minutes a day. A talk that becomes a lead goes into the CRM with its source.', minutes: 300, after: 'make voices', priority: 'high', milestone: 'First weeks published' },
    { key: 'learn', title: 'Compare {object} with its measure', detail: 'Keep the two forms that worked, drop the rest, plan the next four weeks.', minutes: 40, after: 'run', priority: 'low' },
  ],
  assumptions: ['Someone can answer comments daily'],
};

const seo: PlanTemplate = {
  kind: 'seo', label: 'work on the website and its search traffic',
  words: 'seo:7 search:3 ranking:4 rank:3 organic:4 keyword:5 traffic:4 website:4 relaunch:4 backlinks:4 redesign:3 site:3 visitor:2',
  steps: [
    { key: 'now', title: 'Measure where {object} stands', detail: 'Visits, questions people come with, positions, slow and broken pages. Keep the figures for later.', minutes: 75, priority: 'high' },
    { key: 'words', title: 'Choose the questions {object} should answer', detail: 'Twenty questions buyers ask, by value and by effort. Ask sales for theirs.', minutes: 90, after: 'now', industry: true, milestone: 'Questions chosen' },
    { key: 'technical', title: 'Mend the technical faults', detail: 'Speed, titles, broken links, redirects, sitemap, headings. The most visited pages first.', minutes: 180, after: 'now' },
    { key: 'pages', title: 'Write or rewrite the five pages that matter most to {object}', detail: 'One question a page, the answer on top, a next step at the end.', minutes: 360, after: 'words', priority: 'high' },
    { key: 'links', title: 'Win links from partners and customers', detail: 'Directories, guest articles, references: ten requests, each with a reason for the other side.', minutes: 90, after: 'words', priority: 'low' },
    { key: 'live', title: 'Publish the changes to {object}[ {by}]', detail: 'Old addresses redirected, measuring checked, list of changes with dates kept.', minutes: 45, after: 'technical pages', priority: 'high', milestone: 'Changes online' },
    { key: 'check', title: 'Compare {object} with the first figures after six weeks', detail: 'What rose, what fell, what to do next. Search is slow: do not judge earlier.', minutes: 45, after: 'live links' },
  ],
  assumptions: ['The website can be changed by us'],
};

const ads: PlanTemplate = {
  kind: 'ads', label: 'an advertising campaign',
  words: 'ads:7 advertising:6 advertisement:6 advertise:5 adwords:6 paid:4 ppc:6 retargeting:6 campaign:3 google:2 budget:2 banner:4 promotion:3 promote:3 discount:3 sale:1 friday:2',
  steps: [
    { key: 'math', title: 'Work out what a lead from {object} may cost', detail: 'From deal value and closing rate backwards. This figure decides when to stop.', minutes: 40, priority: 'high' },
    { key: 'who', title: 'Choose audience and channel for {object}', detail: 'Where these people look when they have the problem. One channel, done well. Exclude customers.', minutes: 60, after: 'math', industry: true },
    { key: 'message', title: 'Write three messages and make the pictures for {object}', detail: 'One problem each, in the buyers’ words; the same promise on the page behind it.', minutes: 150, after: 'who', priority: 'high' },
    { key: 'measure', title: 'Set up measuring as far as the deal', detail: 'Source on every lead, consent respected, a test order through the whole way.', minutes: 75, after: 'who', milestone: 'Measuring works' },
    { key: 'pilot', title: 'Start {object} with a tenth of the budget', detail: 'One week. Pause what costs twice the allowed figure, keep what is below it.', minutes: 60, after: 'message measure', priority: 'high', milestone: 'Pilot judged' },
    { key: 'run', title: 'Run {object} and adjust it twice a week[ {by}]', detail: 'Search terms, places, hours. Sales reports back within a week which leads were real.', minutes: 240, after: 'pilot' },
    { key: 'report', title: 'Report what {object} brought', detail: 'Cost per lead, per deal, and what would be done differently. One page.', minutes: 45, after: 'run', priority: 'low' },
  ],
  assumptions: ['The advertising budget is released'],
};

const reference: PlanTemplate = {
  kind: 'reference', label: 'a customer reference',
  words: 'reference:6 case+study:7 testimonial:7 success+story:7 review:1 quote:1 logo:3 customer+story:7',
  steps: [
    { key: 'choose', title: 'Check that {object} has a result worth telling', detail: 'A figure before and after, a date, a person who is proud of it.', minutes: 40, priority: 'high' },
    { key: 'ask', title: 'Ask {customer} for consent', detail: 'What is published where, who approves, what they gain. In writing, before the interview.', minutes: 30, after: 'choose', priority: 'high', milestone: 'Consent given' },
    { key: 'interview', title: 'Interview {customer} for {object}', detail: 'Thirty minutes: before, doubts, decision, first results, advice to others. Record it.', minutes: 60, after: 'ask', industry: true },
    { key: 'write', title: 'Write {object}', detail: 'One page: problem, decision, result in figures. Their words as quotations.', minutes: 150, after: 'interview' },
    { key: 'approve', title: 'Have {customer} approve the text', detail: 'One version, one week, changes in the document. Ask for logo and picture with it.', minutes: 30, after: 'write', milestone: 'Text approved' },
    { key: 'use', title: 'Publish {object} and give it to sales[ {by}]', detail: 'Page, one slide, three sentences for mails, sorted by industry and problem.', minutes: 60, after: 'approve', priority: 'high' },
  ],
  assumptions: ['{customer} is allowed to speak in public'],
};

export const marketingTemplates: readonly PlanTemplate[] = [content, newsletter, landingPage, launch, social, seo, ads, reference];
