export { type Running, type ServerOptions, start } from './server.ts';
