/** Everything people have of their own, to be taken away. */
export interface DataDump {
  /** The kinds of records there are, each a file of its own. */
  readonly areas: readonly string[];
  /** How many records there are in all. */
  count(): Promise<number>;
  /** The records of an area as lines of JSON, read as they are taken; without secrets. */
  lines(area: string): AsyncIterable<string>;
}

/** A copy of the embedded database, in a file of its own. */
export interface Backup {
  name: string;
  /** Bytes. */
  size: number;
  createdAt: Date;
}

/** Copies of the embedded database, kept beside it. */
export interface Backups {
  /** False with a MongoDB of one's own: that is backed up by its own tools. */
  readonly available: boolean;
  /** The newest first. */
  list(): Promise<Backup[]>;
  /** Copies the database as it is at this moment. Aborting leaves nothing behind. */
  make(at: Date, signal: AbortSignal): Promise<Backup>;
  /** The bytes of a copy, read as they are taken; null when there is none of that name. */
  read(name: string): Promise<{ size: number; bytes: AsyncIterable<Uint8Array> } | null>;
  /** False when there is none of that name. */
  remove(name: string): Promise<boolean>;
  /** What brings a copy back, for a shell where the project is. */
  restoreCommand(name: string): string;
}
