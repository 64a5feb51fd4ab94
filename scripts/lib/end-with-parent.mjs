// Preloaded into the supervised processes: when the supervisor is gone, however it went, its end of this pipe closes.
process.stdin.on('close', () => process.kill(process.pid, 'SIGTERM')).resume();
process.stdin.unref?.();
