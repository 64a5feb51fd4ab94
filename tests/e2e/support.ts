import { expect, type APIRequestContext, type BrowserContext, type Page } from '@playwright/test';
import axe from 'axe-core';

/** The first account of the installation, made by first-start.setup.ts: the administrator. */
export const admin = {
  email: 'ada.admin@example.com',
  password: 'correct horse battery',
  firstName: 'Ada',
  lastName: 'Admin',
};

let made = 0;

/** Registers a new member over the API; `context` is signed in as them afterwards. Returns who they are. */
export async function newMember(context: BrowserContext, firstName = 'Mia', role = 'sales') {
  made += 1;
  const member = {
    email: `${firstName.toLowerCase()}.${process.pid}.${made}.${Date.now()}@example.com`,
    password: 'correct horse battery',
    firstName,
    lastName: 'Member',
    role,
  };
  const answer = await context.request.post('/api/auth/register', { data: member });
  expect(answer.status(), await answer.text()).toBe(201);
  return member;
}

export async function logIn(context: BrowserContext, { email, password }: { email: string; password: string }) {
  const answer = await context.request.post('/api/auth/login', { data: { email, password } });
  expect(answer.status(), await answer.text()).toBe(200);
}

/** A task made over the API, with its plan when `planned`. */
export async function newTask(request: APIRequestContext, title: string, planned = true): Promise<{ id: string }> {
  const answer = await request.post('/api/tasks', {
    data: { title, generate: planned },
    headers: planned ? { Prefer: 'wait=20' } : {},
  });
  expect(answer.status(), await answer.text()).toBe(201);
  return ((await answer.json()) as { task: { id: string } }).task;
}

/** Faults the page reports: console errors and uncaught exceptions. Call before the first navigation. */
export function watchFaults(page: Page): string[] {
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.text().includes('hydration mismatch')) faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  return faults;
}

const accessibilityRules: axe.RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
  rules: { 'target-size': { enabled: true } },
  resultTypes: ['violations'],
};

/** WCAG 2.2 AA, target sizes included. The pages have no frames, so axe runs in the page itself: ten times as fast. */
export async function expectAccessible(page: Page) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const violations = await page.evaluate(async (rules) => {
    // Colours on their way from one to the other are neither.
    const changing = document.getAnimations().filter((animation) => animation instanceof CSSTransition);
    await Promise.allSettled(changing.map(({ finished }) => finished));
    return (await (window as unknown as { axe: typeof axe }).axe.run(document, rules)).violations;
  }, accessibilityRules);
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
  expect(told).toEqual([]);
}

/** Nothing sticks out sideways, and no table scrolls within its frame. */
export async function expectNoSidewaysScroll(page: Page) {
  const excess = await page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll('table')].map((part) => {
      const frame = part.parentElement ?? part;
      return Math.max(part.scrollWidth - part.clientWidth, frame.scrollWidth - frame.clientWidth);
    }),
  );
  expect(Math.max(...excess)).toBe(0);
}

interface Point {
  x: number;
  y: number;
}

/** A finger on the page, by the touch events a screen sends: so scrolling and holding are the browser's own. */
export async function fingerOn(page: Page) {
  const screen = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: Point[]) =>
    screen.send('Input.dispatchTouchEvent', { type, touchPoints });
  return {
    down: (at: Point) => touch('touchStart', [at]),
    async move(from: Point, to: Point) {
      for (const part of [0.3, 0.6, 1]) {
        await touch('touchMove', [{ x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part }]);
      }
    },
    up: () => touch('touchEnd', []),
  };
}
