import { goodPlan } from './ai-answers.ts';

/* Answers as no model should give them: a good plan, spoilt in structure and in text. The same seed gives the same. */

type Random = () => number;

const pick = <Item>(random: Random, items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;
const chance = (random: Random, share: number): boolean => random() < share;

/** Values a field may turn into. */
const odd: readonly ((random: Random) => unknown)[] = [
  () => null,
  () => undefined,
  () => '',
  () => [],
  () => ({}),
  () => true,
  () => -1,
  () => 1e308,
  () => 0.1 + 0.2,
  () => 'NaN',
  () => 'two to three hours, maybe',
  () => '<img src=x onerror=alert(1)>',
  () => '\u202Eevil\u0000\uD800',
  () => '💥'.repeat(500),
  () => 'x'.repeat(5000),
  (random) => Math.floor(random() * 40) - 5,
  (random) => `step ${Math.floor(random() * 12)}`,
  (random) => Array.from({ length: Math.floor(random() * 200) }, () => Math.floor(random() * 50)),
  () => ({ title: { title: ['nested'] } }),
  () => '6745b1f0a1b2c3d4e5f60002',
];

const fields = ['title', 'description', 'estimatedTime', 'dependencies', 'priority', 'id', 'dependsOn', 'hours'];
const outer = ['milestones', 'confidence', 'assumptions', 'totalEstimatedTime', 'subtasks'];
const wrappers = ['plan', 'result', 'data', 'response', 'tasks', 'steps', 'items', 'answer'];

function spoilStructure(random: Random): unknown {
  const plan: Record<string, unknown> = goodPlan('Win the Acme renewal');
  let steps: unknown[] = (plan.subtasks as object[]).map((step): Record<string, unknown> => ({ ...step }));
  for (let times = Math.floor(random() * 8); times > 0; times--) {
    const step = pick(random, steps);
    if (typeof step !== 'object' || step === null) continue;
    (step as Record<string, unknown>)[pick(random, fields)] = pick(random, odd)(random);
  }
  if (chance(random, 0.15)) steps = steps.map((step, index) => (index % 2 ? step : pick(random, odd)(random)));
  if (chance(random, 0.15)) steps = steps.slice(0, Math.floor(random() * 4));
  if (chance(random, 0.1))
    steps = Array.from({ length: Math.floor(random() * 300) }, () => ({ ...(pick(random, steps) as object) }));
  if (chance(random, 0.1)) steps = steps.toSorted(() => random() - 0.5);
  plan.subtasks = steps;
  if (chance(random, 0.3)) plan[pick(random, outer)] = pick(random, odd)(random);
  if (chance(random, 0.1)) Object.defineProperty(plan, '__proto__', { value: { subtasks: [] }, enumerable: true });
  if (chance(random, 0.1)) return steps;
  return chance(random, 0.15) ? { [pick(random, wrappers)]: plan } : plan;
}

function spoilText(random: Random, text: string): string {
  const at = Math.floor(random() * text.length);
  switch (Math.floor(random() * 9)) {
    case 0:
      return text.slice(0, at);
    case 1:
      return `\`\`\`json\n${text}\n\`\`\``;
    case 2:
      return `Certainly {here}! ${text} Anything else?`;
    case 3:
      return text.slice(0, at) + pick(random, ['{', '}', '"', ',', '\\', '\u0000', ']']) + text.slice(at + 1);
    case 4:
      return text + text;
    case 5:
      return `${'['.repeat(Math.floor(random() * 5000))}${text}`;
    case 6:
      return pick(random, ['', 'I cannot help with that.', '42', 'null', '{"poem": "Roses"}', '[[[[]]]]']);
    default:
      return text;
  }
}

/** One answer's text. */
export const spoiltAnswer = (random: Random): string => spoilText(random, JSON.stringify(spoilStructure(random)));
