import type { Ai } from '../../src/server/ports/index.ts';

const refuse = () => Promise.reject(new Error('No model is at hand'));

/** No model is set up, and none is asked. */
export const noAi: Ai = { available: false, generateSubtasks: refuse, wordInsights: refuse, draftMail: refuse };
