/** Filters of lists that say what a field is, one of several if they name several. */
const fields = [
  'status',
  'priority',
  'source',
  'currency',
  'customerId',
  'dealId',
  'parentTask',
  'pipelineId',
  'pipelineStage',
] as const;

type Filtered = Partial<Record<(typeof fields)[number] | 'assignedTo', string | null>> & { tags?: readonly string[] };

/**
 * Whether a record may belong to a list by the list's query. What only the server can tell (words, dates, amounts, who
 * “me” is) is taken to match.
 */
export function mayMatch(record: Filtered, query: URLSearchParams): boolean {
  const owner = query.get('assignedTo') ?? '';
  const tag = query.get('tag') ?? '';
  if (owner !== '' && owner !== 'me' && (record.assignedTo ?? 'nobody') !== owner) return false;
  if (tag !== '' && !record.tags?.includes(tag)) return false;
  return fields.every((field) => {
    const wanted = query.get(field) ?? '';
    return wanted === '' || !(field in record) || wanted.split(',').includes(record[field] ?? '');
  });
}
