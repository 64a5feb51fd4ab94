import { z } from 'zod';
import { modelMail } from '../../lib/contracts/insights.ts';
import type { Ai } from '../ports/index.ts';
import type { AskModels } from './ask-models.ts';
import { draftMailPrompt } from './prompts/draft-mail.v1.ts';
import { readAnswer } from './read-answer.ts';

const usable = z.object({ subject: z.string().min(1), body: z.string().min(1) });

/** Drafts a mail with the first model that gives a subject and a body. Throws as `AskModels`. */
export const createDraftMail =
  (ask: AskModels): Ai['draftMail'] =>
  (request, { signal }) =>
    ask(
      {
        cause: { generationId: null, taskId: null, userId: request.userId, purpose: 'mail' },
        prompt: draftMailPrompt(request),
        model: request.model,
        priority: null,
        format: { name: 'mail', schema: modelMail },
        read: (text) => readAnswer(text, usable),
        failure: 'No mail was drafted',
      },
      { signal },
    );
