/** What the forms about insights ask a customer's page for. */
export const insightIntents = ['insights', 'draft-mail', 'send-mail', 'insight-task', 'move-deal'] as const;
