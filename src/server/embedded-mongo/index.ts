export { backUp, type BackupOptions } from './backup/backup.ts';
export { restore, type RestoreOptions } from './backup/restore.ts';
export { type Running, type ServerOptions, start } from './server.ts';
