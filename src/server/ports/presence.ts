/** Who is in which rooms, as one process sees it. */
export interface PresenceSheet {
  /** The process; another one after a restart. */
  holder: string;
  rooms: { room: string; members: string[] }[];
  /** After this it counts no more: the process renews it while it lives. */
  until: Date;
}

/** What every process knows of who is where: one sheet each, however many sockets it has. */
export interface PresenceStore {
  /** Puts the sheet in the place of the process's last one. */
  put(sheet: PresenceSheet): Promise<void>;
  /** The sheets that count. */
  sheets(): Promise<PresenceSheet[]>;
  /** Calls back when a sheet was put, and when that may have been missed. */
  watch(changed: () => void): Promise<() => Promise<void>>;
}
