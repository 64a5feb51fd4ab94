import { type Doc, isDoc } from '../bson/values.ts';
import { MongoError, unsupported } from '../errors.ts';

const OPTIONS = new Set([
  'fullDocument',
  'fullDocumentBeforeChange',
  'resumeAfter',
  'startAfter',
  'startAtOperationTime',
  'allChangesForCluster',
  'showExpandedEvents',
]);

/** The options of a `$changeStream` stage; throws for those it does not have. */
export function checkOptions(operand: unknown): Doc {
  if (!isDoc(operand)) throw new MongoError(50808, 'the $changeStream stage must be specified as an object');
  for (const name of Object.keys(operand)) {
    if (!OPTIONS.has(name)) throw new MongoError(40415, `BSON field '$changeStream.${name}' is an unknown field.`);
  }
  oneOf('fullDocument', operand.fullDocument, ['default', 'updateLookup', 'whenAvailable', 'required']);
  oneOf('fullDocumentBeforeChange', operand.fullDocumentBeforeChange, ['off', 'whenAvailable', 'required']);
  return operand;
}

function oneOf(option: string, value: unknown, known: string[]): void {
  if (value === undefined || (typeof value === 'string' && known.includes(value))) return;
  const shown = typeof value === 'string' ? value : typeof value;
  throw new MongoError(
    'BadValue',
    `Enumeration value '${shown}' for field '$changeStream.${option}' is not a valid value.`,
  );
}

const ALLOWED = new Set([
  '$match',
  '$project',
  '$addFields',
  '$set',
  '$unset',
  '$replaceRoot',
  '$replaceWith',
  '$redact',
]);

/** Throws for stages that may not follow a `$changeStream`. */
export function checkStages(stages: Doc[]): void {
  for (const stage of stages) {
    const name = Object.keys(stage)[0] ?? '';
    if (name === '$changeStreamSplitLargeEvent') unsupported(name);
    if (!ALLOWED.has(name)) {
      const message =
        name.startsWith('$') && COMMON.has(name)
          ? `${name} is not permitted in a $changeStream pipeline`
          : `Unrecognized pipeline stage name: '${name}'`;
      throw new MongoError(COMMON.has(name) ? 'IllegalOperation' : 40324, message);
    }
  }
}

const COMMON = new Set([
  '$group',
  '$sort',
  '$limit',
  '$skip',
  '$unwind',
  '$lookup',
  '$facet',
  '$count',
  '$out',
  '$merge',
  '$sample',
]);
