/** `node transfer.ts <uri> <accounts> <times>`: moves amounts between accounts in transactions, then ends. */
import { MongoClient } from 'mongodb';
import { accountsOf } from './accounts.ts';

const [uri = '', count, times] = process.argv.slice(2);
const client = await new MongoClient(uri).connect();
const accounts = accountsOf(client);
const pick = () => Math.floor(Math.random() * Number(count));
for (let i = 0; i < Number(times); i++) {
  const [from, to] = [pick(), pick()];
  await client.withSession((session) =>
    session.withTransaction(async () => {
      // What was read decides what is written: a change in between would be lost without isolation.
      const source = await accounts.findOne({ _id: from }, { session });
      const amount = Math.min(source?.balance ?? 0, 5);
      await accounts.updateOne({ _id: from }, { $set: { balance: (source?.balance ?? 0) - amount } }, { session });
      await accounts.updateOne({ _id: to }, { $inc: { balance: amount } }, { session });
    }),
  );
}
await client.close();
