import type { PlanTemplate } from '../template.ts';

/** For goals of no known kind. */
export const genericTemplate: PlanTemplate = {
  kind: 'generic',
  label: 'a goal of this size',
  words: '',
  steps: [
    {
      key: 'done',
      title: 'Say what is true when {object} is done',
      detail: 'One sentence that someone else could check, and who that someone is.',
      minutes: 30,
      priority: 'high',
    },
    {
      key: 'know',
      title: 'Gather what is known about {object}',
      detail: 'Notes, figures, earlier tries, people who have done it. List what is still open.',
      minutes: 60,
      priority: 'high',
      industry: true,
    },
    {
      key: 'way',
      title: 'Choose how to go about {object}',
      detail: 'Two ways compared by effort, risk and time. Settle what is left out.',
      minutes: 45,
      after: 'done know',
      milestone: 'Way chosen',
    },
    {
      key: 'people',
      title: 'Win the people {object} needs',
      detail: 'Who helps, who decides, who has to be asked? Dates from each of them.',
      minutes: 45,
      after: 'done',
    },
    {
      key: 'first',
      title: 'Make a first version of {object}',
      detail: 'Small, but whole enough to be judged. Show it to one person concerned.',
      minutes: 180,
      after: 'way people',
      priority: 'high',
      milestone: 'First version shown',
    },
    {
      key: 'finish',
      title: 'Finish {object}[ {by}]',
      detail: 'With what was learned from the first version. Check it against the sentence from the start.',
      minutes: 120,
      after: 'first',
      priority: 'high',
      milestone: 'Done',
    },
    {
      key: 'tell',
      title: 'Tell everyone concerned about {object}',
      detail: 'What is done, what changes for them, what was learned. Close or hand over what is left.',
      minutes: 25,
      after: 'finish',
      priority: 'low',
    },
  ],
  assumptions: ['The goal can be reached with the people at hand'],
};
