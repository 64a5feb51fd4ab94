import { setTimeout as sleep } from 'node:timers/promises';
import { mongo, type Model } from 'mongoose';

const firstDelayMs = 100;
const longestDelayMs = 5000;
const pollMs = 1000;

interface Feed<Document> {
  /** Hand out whole documents as they are now, not only the news that they changed. */
  documents?: boolean;
  onChange: (document: Document | undefined, operation: 'insert' | 'update' | 'replace') => void;
  /** Changes may have been missed: called when the stream is open, and each second while there is none. */
  onGap: () => void | Promise<void>;
}

interface OpenStream {
  /** Whether it got going; changes from then on are seen. */
  opened: Promise<boolean>;
  ended: Promise<void>;
  close(): Promise<void>;
}

function openStream<Document>(model: Model<Document>, { documents, onChange }: Feed<Document>): OpenStream {
  const opened = Promise.withResolvers<boolean>();
  const ended = Promise.withResolvers<undefined>();
  const end = () => {
    opened.resolve(false);
    ended.resolve(undefined);
  };
  const stream = model.collection.watch([{ $match: { operationType: { $in: ['insert', 'update', 'replace'] } } }], {
    ...(documents ? { fullDocument: 'updateLookup' } : {}),
  });
  stream.once(mongo.ChangeStream.RESUME_TOKEN_CHANGED, () => opened.resolve(true));
  stream.on(mongo.ChangeStream.CHANGE, (change) => {
    const { operationType } = change;
    if (operationType !== 'insert' && operationType !== 'update' && operationType !== 'replace') return;
    onChange(change.fullDocument as Document | undefined, operationType);
  });
  stream.on(mongo.ChangeStream.ERROR, end);
  stream.on(mongo.ChangeStream.CLOSE, end);
  stream.on(mongo.ChangeStream.END, end);
  return { opened: opened.promise, ended: ended.promise, close: () => stream.close().catch(() => undefined) };
}

/**
 * Follows inserts and updates of a collection by change stream until stopped. The stream opens again by itself, with
 * growing delays while that fails; meanwhile `onGap` is called each second, so that nothing waits for it longer.
 * Resolves once the stream is open or has failed for the first time. `onChange` must not throw.
 */
export async function followChanges<Document>(
  model: Model<Document>,
  feed: Feed<Document>,
): Promise<() => Promise<void>> {
  const ending = new AbortController();
  const { signal } = ending;
  const stopped = () => signal.aborted;
  const first = Promise.withResolvers<undefined>();
  let stream: OpenStream | undefined;

  const catchUp = async () => {
    await Promise.resolve(feed.onGap()).catch(() => undefined);
  };
  const pause = async (delay: number) => {
    for (const until = Date.now() + delay; !stopped() && Date.now() < until;) {
      await sleep(Math.min(pollMs, until - Date.now()), undefined, { signal }).catch(() => undefined);
      if (!stopped()) await catchUp();
    }
  };
  const follow = async () => {
    let delay = firstDelayMs;
    while (!stopped()) {
      stream = openStream(model, feed);
      const opened = await stream.opened;
      if (opened) {
        delay = firstDelayMs;
        await catchUp();
      }
      first.resolve(undefined);
      await stream.ended;
      await stream.close();
      await pause(delay);
      delay = Math.min(delay * 2, longestDelayMs);
    }
  };

  const following = follow();
  await first.promise;
  return async () => {
    ending.abort();
    await stream?.close();
    await following;
  };
}
