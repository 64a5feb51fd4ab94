/** Why a specification test fails: found by the words of the failure, or by the test's name. */
type Known = { reason: RegExp; because: string } | { name: RegExp; because: string };

/** Specification tests the engine (or the driver, against any server) does not pass. */
export const KNOWN_FAILURES: readonly Known[] = [
  { reason: /'viewOn' is not supported/, because: 'views are refused' },
  { reason: /'clusteredIndex' is not supported/, because: 'clustered collections are refused' },
  { reason: /'timeseries' is not supported/, because: 'time series are refused' },
  { reason: /'unique', 'prepareUnique' and 'hidden' is not supported/, because: "collMod's prepareUnique is refused" },
  {
    reason: /readConcern level 'snapshot' outside a transaction is not supported/,
    because: 'snapshot reads outside transactions are refused',
  },
  {
    name: /: disambiguatedPaths (is present on|returns array indices)/,
    because: 'disambiguatedPaths are not computed',
  },
  {
    name: /^change-streams-showExpandedEvents.*new fields/,
    because: 'the UUID of a renamed collection is not told',
  },
  {
    name: /type null via (insertOne|insertMany|bulkWrite|clientBulkWrite)$/,
    because: 'the driver replaces an _id of null before it sends the document',
  },
  { name: /^client-bulkWrite-errorResponse/, because: "the driver's error has no response of the server" },
  {
    name: /^client-bulkWrite\.json: client bulkWrite with writeConcern in a transaction/,
    because: 'the driver does not check it',
  },
  { name: /^commit\.json: write concern error on commit/, because: 'the driver does not throw for it' },
  {
    name: /^bulkWrite\.json: First insertOne is never committed/,
    because: "the driver's result lists ids it only tried to insert",
  },
];
