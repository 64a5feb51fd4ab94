import { coerceDependencies } from './coerce-dependencies.ts';
import { coerceTitle, field, isRecord, list, text } from './coerce-values.ts';
import { DEFAULT_MINUTES, PLAN_LIMITS } from './limits.ts';
import { parseMinutes } from './minutes.ts';
import { quote } from './repair-notes.ts';
import { cleanLine } from './text.ts';
import type { DraftMilestone, DraftPlan, DraftSubtask, SubtaskPriority } from './types.ts';

/** More subtasks than this are not even read. */
const READ_LIMIT = 40;

export interface CoercedDraft {
  draft: DraftPlan;
  /** What had to be read differently from how it was written, each as a sentence for people. */
  repairs: string[];
}

/**
 * Reads whatever JSON a model answered as a draft: other field names, text for numbers, durations with units,
 * dependencies as titles, ids or ordinals, missing fields. It never throws; what it cannot read is left out, so the
 * draft may hold no subtask at all. Passing it on to `repairDraft` makes it valid.
 */
export function coerceDraft(answer: unknown): CoercedDraft {
  const repairs: string[] = [];
  const plan = planObject(answer);
  const all = subtaskList(plan);
  const raw = all.slice(0, READ_LIMIT);
  if (all.length > raw.length) repairs.push(`Only the first ${READ_LIMIT} of ${all.length} steps were read`);

  const dependencies = coerceDependencies(raw, repairs);
  const subtasks = raw.map((item, index) => coerceSubtask(item, dependencies[index]!, repairs));
  const titles = subtasks.map((subtask) => subtask.title);
  const draft: DraftPlan = { subtasks, assumptions: coerceAssumptions(field(plan, 'assumptions', 'assumption')) };
  const milestones = coerceMilestones(field(plan, 'milestones'), titles, all.length - raw.length);
  if (milestones.length > 0) draft.milestones = milestones;
  const confidence = coerceConfidence(field(plan, 'confidence', 'confidenceScore', 'confidence_score'));
  if (confidence !== null) draft.confidence = confidence;
  return { draft, repairs };
}

/** The object that holds the subtasks: the answer, or what it wraps under one of the usual names. */
function planObject(answer: unknown): unknown {
  for (const name of ['plan', 'result', 'data', 'response']) {
    const inner = field(answer, name);
    if (subtaskList(answer).length === 0 && subtaskList(inner).length > 0) return inner;
  }
  return answer;
}

function subtaskList(plan: unknown): unknown[] {
  const found = Array.isArray(plan) ? plan : list(field(plan, 'subtasks', 'tasks', 'steps', 'sub_tasks', 'items'));
  return found.filter((item) => isRecord(item) || typeof item === 'string');
}

function coerceSubtask(item: unknown, dependencies: number[], repairs: string[]): DraftSubtask {
  const title = coerceTitle(item);
  const description = cleanText(text(field(item, 'description', 'details', 'detail', 'desc', 'notes')));
  const estimatedTime = title === '' ? DEFAULT_MINUTES : coerceMinutes(item, title, repairs);
  const priority = title === '' ? 'medium' : coercePriority(field(item, 'priority', 'importance'), title, repairs);
  return { title, description, estimatedTime, dependencies, priority };
}

function cleanText(value: string): string {
  return value
    .split(/\r\n|\r|\n/)
    .map(cleanLine)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

const minuteFields = ['estimatedTime', 'estimated_time', 'estimatedMinutes', 'estimated_minutes', 'minutes'] as const;
const timeFields = ['duration', 'estimate', 'time', 'effort'] as const;

function coerceMinutes(item: unknown, title: string, repairs: string[]): number {
  const hours = field(item, 'estimatedHours', 'estimated_hours', 'hours');
  const written = field(item, ...minuteFields, ...timeFields) ?? (typeof hours === 'number' ? `${hours} hours` : hours);
  const minutes = parseMinutes(written);
  if (minutes === null) {
    repairs.push(`${quote(title)} came without a usable time: ${DEFAULT_MINUTES} minutes are assumed`);
    return DEFAULT_MINUTES;
  }
  if (typeof written === 'string' && !/^\s*\d+\s*$/.test(written)) {
    repairs.push(
      `${quote(title)} had its time as ${quote(cleanLine(written))}: read as ${Math.round(minutes)} minutes`,
    );
  }
  return minutes;
}

const priorityWords: readonly (readonly [RegExp, SubtaskPriority])[] = [
  [/^(?:high|urgent|critical|highest|very high|must|p0|p1)$/, 'high'],
  [/^(?:medium|normal|med|moderate|average|should|p2)$/, 'medium'],
  [/^(?:low|minor|lowest|very low|could|optional|p3|p4)$/, 'low'],
];

function coercePriority(value: unknown, title: string, repairs: string[]): SubtaskPriority {
  const word = text(value).trim().toLowerCase();
  const priority = priorityWords.find(([pattern]) => pattern.test(word))?.[1];
  if (priority === word) return word;
  if (word === '') repairs.push(`${quote(title)} came without a priority: medium is assumed`);
  else repairs.push(`${quote(title)} had the priority ${quote(cleanLine(word))}: read as ${priority ?? 'medium'}`);
  return priority ?? 'medium';
}

function coerceConfidence(value: unknown): number | null {
  const written = typeof value === 'string' ? Number.parseFloat(value) : value;
  if (typeof written !== 'number' || !Number.isFinite(written) || written < 0) return null;
  const share = (typeof value === 'string' && value.includes('%')) || written > 1 ? written / 100 : written;
  return share <= 1 ? share : null;
}

function coerceAssumptions(value: unknown): string[] {
  const items = typeof value === 'string' ? value.split(/\n+|;\s+/) : list(value);
  return items
    .map((item) =>
      coerceTitle(typeof item === 'string' ? item : text(field(item, 'text', 'assumption', 'description'))),
    )
    .filter((item) => item !== '')
    .slice(0, PLAN_LIMITS.assumptions);
}

function coerceMilestones(value: unknown, titles: readonly string[], unread: number): DraftMilestone[] {
  return list(value).flatMap((item) => {
    const name = coerceTitle(item);
    if (name === '') return [];
    const milestone: DraftMilestone = { name };
    const description = cleanText(text(field(item, 'description', 'details')));
    if (description !== '') milestone.description = description;
    const after = milestoneSubtask(
      field(item, 'afterSubtask', 'after_subtask', 'after', 'subtask', 'subtaskIndex'),
      titles,
    );
    if (after === null && unread > 0) return [];
    if (after !== null) milestone.afterSubtask = after;
    return [milestone];
  });
}

function milestoneSubtask(value: unknown, titles: readonly string[]): number | null {
  const single: unknown = Array.isArray(value) ? value.at(-1) : value;
  if (typeof single === 'number') return Number.isInteger(single) ? single : null;
  if (typeof single !== 'string' || single.trim() === '') return null;
  if (/^\d{1,3}$/.test(single.trim())) return Number(single);
  const title = coerceTitle(single).toLowerCase();
  const found = titles.findIndex((candidate) => candidate.toLowerCase() === title);
  return found < 0 ? null : found;
}
