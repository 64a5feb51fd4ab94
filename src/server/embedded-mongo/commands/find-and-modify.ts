import { type Doc } from '../bson/values.ts';
import { MongoError } from '../errors.ts';
import { stringOrder } from '../query/collation.ts';
import { compileProjection } from '../query/project.ts';
import { parseSort } from '../query/sort.ts';
import { type SessionRecord } from '../storage/sessions.ts';
import { isRetryable } from './batch.ts';
import { type CommandContext, docField, namespace, write } from './context.ts';
import { strikeTransactional, transactionalFault } from './fail-point.ts';
import { letVariables } from './pipeline-context.ts';
import { Deferred, type Effect, Modification } from './statements.ts';

/** `findAndModify`: changes or removes one document and returns it as it was or is. */
export async function findAndModify(context: CommandContext): Promise<Doc> {
  const { command } = context;
  const removes = command.remove === true;
  if (removes && (command.update !== undefined || command.upsert === true || command.new === true)) {
    throw new MongoError('FailedToParse', 'Cannot specify both an update (or upsert, or new) and remove=true');
  }
  if (!removes && command.update === undefined)
    throw new MongoError('FailedToParse', 'Either an update or remove=true must be specified');
  const filter = docField(command, 'query');
  const variables = letVariables(command);
  const statement = new Modification(context, namespace(context), {
    filter,
    ...(removes ? {} : { update: command.update }),
    multi: false,
    upsert: command.upsert === true,
    sort: parseSort(command.sort),
    hint: command.hint,
    collation: command.collation,
    arrayFilters: command.arrayFilters,
    variables,
    bypassValidation: command.bypassDocumentValidation === true,
  });
  const strings = stringOrder(command.collation);
  const projection = compileProjection(command.fields, { strings, variables }, filter);
  for (;;) {
    try {
      return await write(context, (target) => {
        const again = recalled(context);
        if (again) return again;
        const result = replyOf(command, removes, statement.run(target));
        if (projection && result.value !== null) result.value = projection.apply(result.value as Doc);
        remember(context, result);
        if (transactionalFault(context)) strikeTransactional(context);
        return result;
      });
    } catch (error) {
      if (!(error instanceof Deferred)) throw error;
      await error.prepare();
    }
  }
}

function replyOf(command: Doc, removes: boolean, { n, upserted, before, after }: Effect): Doc {
  if (removes) return { lastErrorObject: { n }, value: before ?? null };
  const value = command.new === true ? after : before;
  return {
    lastErrorObject: { n, updatedExisting: before !== undefined, ...(upserted ? { upserted: upserted._id } : {}) },
    value: value ?? null,
  };
}

function recalled(context: CommandContext): Doc | undefined {
  const { engine, session, txnNumber } = context;
  if (!isRetryable(context) || !session || txnNumber === undefined) return undefined;
  return engine.sessions.find(session, txnNumber)?.reply;
}

function remember(context: CommandContext, reply: Doc): void {
  const { engine, session, txnNumber } = context;
  if (!isRetryable(context) || !session || txnNumber === undefined) return;
  const record: SessionRecord = { txnNumber, done: 1, reply };
  engine.sessions.remember(session, record);
}
