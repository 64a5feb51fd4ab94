import { expect, test } from 'vitest';
import { createLogger } from '../../../src/server/log.ts';

function written(level: 'info' | 'warn' = 'info') {
  const lines: string[] = [];
  const log = createLogger({ LOG_LEVEL: level }, { write: (line) => lines.push(line) });
  return { log, lines, last: () => JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown> };
}

test('writes one object a line, with level, time and message', () => {
  const { log, last } = written();
  log.info({ requestId: 'r1' }, 'Answered');
  expect(last()).toMatchObject({ level: 'info', requestId: 'r1', msg: 'Answered' });
  expect(Date.parse(String(last().time))).not.toBeNaN();
});

test('keeps to its level', () => {
  const { log, lines } = written('warn');
  log.info({}, 'no');
  log.warn({}, 'yes');
  expect(lines).toHaveLength(1);
});

test('leaves secrets out, wherever they stand', () => {
  const { log, lines } = written();
  const secret = 'hunter2-hunter2';
  log.error(
    {
      password: secret,
      body: { newPassword: secret, refreshToken: secret },
      request: { headers: { authorization: secret, cookie: secret, 'set-cookie': secret } },
      mail: { text: secret },
      user: { passwordHash: secret },
    },
    'Failed',
  );
  expect(lines.join('')).not.toContain(secret);
  expect(lines.join('')).toContain('[left out]');
});

test('leaves credentials in addresses out, also in errors', () => {
  const { log, lines, last } = written();
  log.error({ err: new Error('cannot reach mongodb://crm:s3cret@db.example.com/crm') }, 'smtp://a:s3cret@mail.test');
  expect(lines.join('')).not.toContain('s3cret');
  expect(last().msg).toBe('smtp://[left out]@mail.test');
  expect(lines.join('')).toContain('db.example.com');
});
