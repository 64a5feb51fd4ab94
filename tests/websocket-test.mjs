#!/usr/bin/env node
// Watches a running server do its main job over its sockets:
//
//   node tests/websocket-test.mjs [url]
//
// Logs in with EMAIL and PASSWORD, or makes an account of its own; connects, creates a task, sees its plan arrive and
// a change come back, and cleans up. Ends with 0, or with 1 and a sentence that says what did not come.
import { randomBytes } from 'node:crypto';
import { io } from 'socket.io-client';

const url = (process.argv[2] ?? process.env['SITE_URL'] ?? 'http://127.0.0.1:3000').replace(/\/$/, '');
const patienceMs = 40_000;
const started = Date.now();

const say = (line) => console.log(`${String(Date.now() - started).padStart(6)} ms  ${line}`);

async function api(method, path, { token, body } = {}) {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      ...(body && { 'Content-Type': 'application/json' }),
      ...(token && { Authorization: `Bearer ${token}` }),
    },
    ...(body && { body: JSON.stringify(body) }),
  }).catch((error) => {
    throw new Error(`No server answers at ${url} (${error.cause?.code ?? error.message}). Is it running?`);
  });
  const answer = response.status === 204 ? null : await response.json().catch(() => null);
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${answer?.detail ?? 'no reason'}`);
  return answer;
}

async function logIn() {
  const { EMAIL: email, PASSWORD: password } = process.env;
  if (email && password) return api('POST', '/api/auth/login', { body: { email, password } });
  const account = {
    email: `websocket-test-${randomBytes(4).toString('hex')}@example.com`,
    password: randomBytes(12).toString('base64url'),
    firstName: 'Websocket',
    lastName: 'Test',
  };
  return api('POST', '/api/auth/register', { body: account }).catch((error) => {
    throw new Error(`${error.message}\nIf accounts cannot be made here, set EMAIL and PASSWORD.`);
  });
}

/** Keeps what a socket is sent and waits for what is to come. */
function listen(socket) {
  const received = [];
  const waiting = new Set();
  socket.onAny((name, payload) => {
    received.push({ name, payload });
    for (const look of waiting) look();
  });
  return {
    all: (name) => received.filter((event) => event.name === name).map((event) => event.payload),
    wait: (name, what, fits = () => true) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(look);
          reject(new Error(`${what} did not come within ${patienceMs / 1000} s`));
        }, patienceMs);
        const look = () => {
          const found = received.find((event) => event.name === name && fits(event.payload));
          if (!found) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve(found.payload);
        };
        waiting.add(look);
        look();
      }),
  };
}

async function follow(socket, event, target) {
  const answer = await socket.timeout(10_000).emitWithAck(event, target);
  if (!answer.ok) throw new Error(`${event} was refused: ${answer.code}`);
}

async function main() {
  const { user, token } = await logIn();
  say(`logged in as ${user.email}`);
  const socket = io(url, { auth: { token }, reconnection: false });
  try {
    const events = listen(socket);
    const failed = new Promise((_, reject) => {
      socket.on('connect_error', (error) => reject(new Error(`The socket could not connect: ${error.message}`)));
      socket.on('auth_error', ({ message }) => reject(new Error(`The socket was refused: ${message}`)));
    });
    failed.catch(() => undefined);
    const authenticated = await Promise.race([events.wait('authenticated', 'The welcome'), failed]);
    if (authenticated.user.id !== user.id) throw new Error('The socket belongs to someone else');
    say(`connected by ${socket.io.engine.transport.name} and authenticated`);

    const goal = { title: 'Win the Acme renewal before 15 December', priority: 'high' };
    const { task, generation } = await api('POST', '/api/tasks', { token, body: goal });
    if (!generation) throw new Error('No plan was started');
    say(`created task ${task.id}`);
    const ofTask = (payload) => (payload.taskId ?? payload.task?.id) === task.id;

    await follow(socket, 'subscribe_task', task.id);
    await follow(socket, 'subscribe_ai_progress', task.id);
    await events.wait('ai_progress_update', 'The first progress', ofTask);
    say('saw the first progress');
    const isOver = ({ progress }) => ['complete', 'failed', 'cancelled'].includes(progress.stage);
    const last = await events.wait('ai_progress_update', 'The end of the planning', (p) => ofTask(p) && isOver(p));
    if (last.progress.stage !== 'complete')
      throw new Error(`The planning ended as ${last.progress.stage}: ${last.progress.message}`);
    const steps = new Set(
      events
        .all('ai_subtask')
        .filter(ofTask)
        .map(({ subtask }) => subtask.index),
    );
    if (steps.size < 3) throw new Error(`Only ${steps.size} steps arrived`);
    const planned = await events.wait(
      'task_update',
      'The planned task',
      (p) => ofTask(p) && p.task.aiGenerated !== null,
    );
    const { subtasks, metadata } = planned.task.aiGenerated;
    say(`saw ${steps.size} steps arrive and the plan of ${metadata.generatedBy}: ${subtasks.length} steps`);

    const patch = { token, body: { status: 'in_progress' } };
    await api('PATCH', `/api/tasks/${task.id}/subtasks/${subtasks[0].id}`, patch);
    await events.wait('task_update', 'The started step', (p) => ofTask(p) && p.task.status === 'in_progress');
    say('started the first step and saw the task start');
    await api('DELETE', `/api/tasks/${task.id}`, { token });
    await events.wait('task_update', 'The deletion', (p) => ofTask(p) && p.type === 'deleted');
    say('deleted the task and saw it go');

    const closed = new Promise((resolve) => socket.once('disconnect', resolve));
    await api('POST', '/api/auth/logout', { token });
    const late = new Promise((_, reject) => {
      setTimeout(() => reject(new Error('The socket outlived its session by 5 s')), 5000).unref();
    });
    await Promise.race([closed, late]);
    say('logged out, and the socket was closed');
  } finally {
    socket.close();
  }
}

main().then(
  () => {
    say('everything came');
    process.exit(0);
  },
  (error) => {
    console.error(`\nIt did not work: ${error.message}`);
    process.exit(1);
  },
);
