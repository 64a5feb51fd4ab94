/** Specification tests the engine (or the driver, against any server) does not pass, each with the reason. */
export const KNOWN_FAILURES: readonly { pattern: RegExp; reason: string }[] = [
  { pattern: /viewOn|on views/, reason: 'views are refused' },
  { pattern: /^clustered-indexes/, reason: 'clustered collections are refused' },
  { pattern: /^timeseries-collection/, reason: 'time series are refused' },
  { pattern: /^modifyCollection-errorResponse/, reason: "collMod's prepareUnique is refused" },
  { pattern: /^change-streams-pre_and_post_images/, reason: 'images before and after a change are refused' },
  { pattern: /^change-streams-disambiguatedPaths/, reason: 'disambiguatedPaths are not computed' },
  {
    pattern: /^snapshot-sessions\.json|readConcern level 'snapshot' outside/,
    reason: 'snapshot reads outside transactions are refused',
  },
  { pattern: /^change-streams-showExpandedEvents.*new fields/, reason: 'the UUID of a renamed collection is not told' },
  { pattern: /^create-null-ids/, reason: 'the driver replaces an _id of null before it sends the document' },
  { pattern: /^client-bulkWrite-errorResponse/, reason: "the driver's error has no response of the server" },
  {
    pattern: /^client-bulkWrite\.json: client bulkWrite with writeConcern in a transaction/,
    reason: 'the driver does not check it',
  },
  { pattern: /^commit\.json: write concern error on commit/, reason: 'the driver does not throw for it' },
  {
    pattern: /^bulkWrite\.json: First insertOne is never committed/,
    reason: "the driver's result lists ids it only tried to insert",
  },
];
