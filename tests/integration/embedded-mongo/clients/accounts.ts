import type { Collection, MongoClient } from 'mongodb';

export interface Account {
  _id: number;
  balance: number;
}

export function accountsOf(client: MongoClient): Collection<Account> {
  return client.db().collection<Account>('accounts');
}
