/** `node hold.ts <uri>`: changes account 0 in a transaction, says so, and stays in it until it is killed. */
import { MongoClient } from 'mongodb';
import { accountsOf } from './accounts.ts';

const client = await new MongoClient(process.argv[2] ?? '').connect();
const session = client.startSession();
session.startTransaction();
await accountsOf(client).updateOne({ _id: 0 }, { $inc: { balance: 1_000_000 } }, { session });
console.log('holding');
