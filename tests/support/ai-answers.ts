/** What the stand-in provider knows to say. */

interface Step {
  title: string;
  description: string;
  estimatedTime: unknown;
  dependencies: unknown;
  priority: unknown;
}

const step = (title: string, estimatedTime: number, dependencies: number[], priority = 'medium'): Step => ({
  title,
  description: `${title}, and note the result where the team finds it.`,
  estimatedTime,
  dependencies,
  priority,
});

/** A plan as it should be, about the task's title. */
export function goodPlan(title: string) {
  const subtasks = [
    step(`Collect what is known for “${title}”`, 45, [], 'high'),
    step('Review how the customer uses the product', 60, [0]),
    step('List open questions and risks', 30, [0]),
    step('Draft the offer with two options', 90, [1, 2], 'high'),
    step('Agree on the offer with the account lead', 30, [3]),
    step('Present the offer and note objections', 60, [4], 'high'),
    step('Send the agreement for signature', 20, [5], 'high'),
  ];
  return {
    subtasks,
    milestones: [
      { name: 'Offer ready', description: 'Agreed inside the team', afterSubtask: 4 },
      { name: 'Agreement sent', description: 'Ready to sign', afterSubtask: 6 },
    ],
    totalEstimatedTime: 335,
    confidence: 0.82,
    assumptions: ['The decision maker is known'],
  };
}

/** Good answers to what is no plan, by the name of their shape. */
export const otherAnswers: Record<string, unknown> = {
  insights: {
    action: 0,
    title: 'Do what matters most',
    reasons: [{ text: 'Nobody has heard from them for too long.', fact: 0 }],
  },
  mail: { subject: 'How do things stand?', body: 'Hello {name},\n\nhow do things stand?\n\nKind regards\n{sender}' },
};

export function wrongTypes(title: string) {
  const plan = goodPlan(title);
  return {
    ...plan,
    subtasks: plan.subtasks.map((item, index) => ({
      ...item,
      estimatedTime: index % 2 === 0 ? '1.5 hours' : 'about an hour',
      dependencies: index === 0 ? null : `step ${index}`,
      priority: 'P1',
    })),
    confidence: '82 %',
  };
}

export function cyclicPlan(title: string) {
  const plan = goodPlan(title);
  return {
    ...plan,
    subtasks: plan.subtasks.map((item, index) => ({ ...item, dependencies: [(index + 1) % 7, index] })),
  };
}

/** As many steps as wanted, in a row. */
export function longPlan(title: string, count: number) {
  const subtasks = Array.from({ length: count }, (_, index) =>
    step(`Do part ${index} of “${title}”`, 30, index > 0 ? [index - 1] : []),
  );
  return { ...goodPlan(title), subtasks };
}

export function inventedIds(title: string) {
  const plan = goodPlan(title);
  return { ...plan, subtasks: plan.subtasks.map((item) => ({ ...item, dependencies: [41, 99] })) };
}

/** The title of the task a prompt is about; the provider sees nothing else. */
export function titleIn(prompt: string): string {
  const found = /"title":\s*("(?:[^"\\]|\\.)*")/.exec(prompt)?.[1];
  const title: unknown = found === undefined ? undefined : JSON.parse(found);
  return typeof title === 'string' ? title : 'the task';
}
