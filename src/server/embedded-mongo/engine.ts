import { FailPoints } from './commands/fail-point.ts';
import { Cursors } from './cursors.ts';
import { Catalog } from './storage/catalog.ts';
import { ChangeLog } from './storage/changes.ts';
import { Conflicts } from './storage/conflicts.ts';
import { Database, fileOf } from './storage/database.ts';
import { Sessions } from './storage/sessions.ts';
import { Transactions } from './storage/transactions.ts';
import { MainView } from './storage/view.ts';
import { Writer } from './storage/writer.ts';

export interface EngineOptions {
  /** A directory, or a file ending in .sqlite, .sqlite3 or .db. */
  path: string;
  /** Milliseconds a multi-document transaction may stay open (default 20,000). */
  transactionLifetime?: number;
  /** Allows `configureFailPoint`, with which tests make commands fail (default false). */
  testCommands?: boolean;
  /**
   * Called when the system does not say that a commit is on disk. Nothing is written afterwards: only opening the file
   * anew shows what is there.
   */
  onFault?: (error: Error) => void;
}

/** An open database and everything that works on it. */
export class Engine {
  readonly database: Database;
  readonly catalog: Catalog;
  readonly changes: ChangeLog;
  readonly conflicts = new Conflicts();
  readonly view: MainView;
  readonly writer: Writer;
  readonly sessions: Sessions;
  readonly transactions: Transactions;
  readonly cursors = new Cursors();
  readonly failPoints: FailPoints;
  readonly started = new Date();

  constructor({ path, transactionLifetime = 20_000, testCommands = false, onFault = () => undefined }: EngineOptions) {
    this.failPoints = new FailPoints(testCommands);
    this.database = new Database(fileOf(path));
    this.catalog = new Catalog(this.database);
    this.changes = new ChangeLog(this.database);
    this.view = new MainView(this.database);
    this.writer = new Writer(this.database, this.view, this.catalog, this.changes, this.conflicts, onFault);
    this.sessions = new Sessions(this.database);
    this.transactions = new Transactions(
      this.database,
      this.catalog,
      this.conflicts,
      this.writer,
      this.sessions,
      transactionLifetime,
    );
  }

  /** Ends a client's session: its open transaction and its cursors. */
  endSession(session: Buffer): void {
    this.transactions.endSession(session);
    this.cursors.endSession(session);
  }

  async close(): Promise<void> {
    this.cursors.close();
    this.transactions.close();
    await this.writer.idle();
    this.changes.close();
    this.database.close();
  }
}
