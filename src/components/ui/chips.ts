import { html, nothing } from 'lit';
import type { TaskPriority, TaskStatus } from '../../lib/contracts/task.ts';
import { priorityWords, statusWords } from './words.ts';

const statusTone: Record<TaskStatus, string> = { pending: '', in_progress: 'info', completed: 'ok', cancelled: '' };

export const statusChip = (status: TaskStatus) =>
  html`<span class="chip ${statusTone[status]}">${statusWords[status]}</span>`;

/** High and urgent stand out; medium and low are the calm default and stay unsaid. */
export const priorityChip = (priority: TaskPriority) =>
  priority === 'high' || priority === 'urgent'
    ? html`<span class="chip hot">${priorityWords[priority]}</span>`
    : nothing;

/** Green above 80 %, amber above 60 %, else red: always with the figure. `confidence` is 0–1. */
export const confidenceTone = (confidence: number): 'ok' | 'warn' | 'danger' =>
  confidence > 0.8 ? 'ok' : confidence > 0.6 ? 'warn' : 'danger';

export const percent = (share: number): string => `${Math.round(share * 100)} %`;

export const confidenceChip = (confidence: number) =>
  html`<span class="chip num ${confidenceTone(confidence)}">${percent(confidence)} confident</span>`;
