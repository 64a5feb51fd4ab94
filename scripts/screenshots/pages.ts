import type { Page } from 'playwright';
import type { Story } from './story.ts';

export interface Picture {
  name: string;
  path: string;
  /** What is done on the page before its picture is taken. */
  prepare?: (page: Page) => Promise<void>;
  /** What stands at the top of the picture, when that is not the top of the page. */
  top?: string;
  /** The same on a phone, whose window holds less. */
  phoneTop?: string;
}

const tryAutomation = async (page: Page) => {
  await page.locator('automation-editor:not([data-ssr])').waitFor({ state: 'attached' });
  await page.getByRole('button', { name: 'Try it on the last 30 days' }).click();
  await page.locator('[data-simulation]').waitFor();
  await openFirstRun(page, '[aria-labelledby="dry-run-title"]');
};
/** Opens the first of the runs that stand in `place`. */
const openFirstRun = (page: Page, place = 'main') =>
  page
    .locator(`${place} details.run`)
    .first()
    .evaluate((run: HTMLDetailsElement) => {
      run.open = true;
    });

const planGoal = async (page: Page) => {
  await page.getByLabel('Your goal').fill('Win the Acme renewal before 15 December');
  await page.getByRole('button', { name: 'Plan it' }).click();
  await page.locator('.demo-line').waitFor();
};

/** A page that does not exist, pictured too. */
export const notThere = '/nothing-here';

/** What visitors see. */
export const publicPictures: Picture[] = [
  { name: 'home', path: '/' },
  { name: 'features', path: '/features' },
  { name: 'feature-ai-planning', path: '/features/ai-planning' },
  { name: 'feature-pipelines', path: '/features/pipelines' },
  { name: 'feature-automation', path: '/features/automation' },
  { name: 'feature-realtime', path: '/features/realtime' },
  { name: 'pricing', path: '/pricing' },
  { name: 'demo', path: '/demo', prepare: planGoal },
  { name: 'contact', path: '/contact' },
  { name: 'about', path: '/about' },
  { name: 'security', path: '/security' },
  { name: 'docs', path: '/docs' },
  { name: 'changelog', path: '/changelog' },
  { name: 'privacy', path: '/legal/privacy' },
  { name: 'not-found', path: notThere },
  { name: 'login', path: '/login' },
  { name: 'register', path: '/register' },
  { name: 'forgot-password', path: '/forgot-password' },
];

/** What members see. */
export function memberPictures(story: Story): Picture[] {
  const stage = `/app/settings/pipelines/${story.pipelineId}/stages/${story.stageId}`;
  return [
    { name: 'today', path: '/app' },
    { name: 'search', path: '/app/search?q=acme' },
    { name: 'reports', path: '/app/reports?days=365' },
    { name: 'reports-sources', path: '/app/reports/sources?days=365' },
    { name: 'reports-team', path: '/app/reports/team?days=365' },
    { name: 'tasks', path: '/app/tasks?view=list' },
    { name: 'tasks-board', path: '/app/tasks?view=board' },
    { name: 'tasks-calendar', path: '/app/tasks?view=calendar' },
    { name: 'tasks-timeline', path: '/app/tasks?view=timeline', phoneTop: 'nav[aria-label="View"]' },
    { name: 'task', path: `/app/tasks/${story.taskId}`, phoneTop: '.verdict' },
    { name: 'customers', path: '/app/customers' },
    { name: 'customer', path: `/app/customers/${story.customerId}` },
    { name: 'customer-new', path: '/app/customers/new' },
    { name: 'customer-runs', path: `/app/customers/${story.customerId}/runs` },
    { name: 'customer-erase', path: `/app/customers/${story.customerId}/erase` },
    { name: 'duplicates', path: '/app/customers/duplicates' },
    { name: 'import', path: '/app/customers/import' },
    { name: 'import-preview', path: `/app/customers/import/${story.importId}` },
    { name: 'deals', path: '/app/deals' },
    { name: 'deal', path: `/app/deals/${story.dealId}` },
    { name: 'board', path: `/app/pipelines/${story.pipelineId}` },
    { name: 'analytics', path: `/app/pipelines/${story.pipelineId}/analytics` },
    { name: 'runs', path: `/app/pipelines/${story.pipelineId}/runs`, prepare: (page) => openFirstRun(page) },
    { name: 'timer', path: '/app/timer' },
    { name: 'notifications', path: '/app/notifications' },
    { name: 'account', path: '/app/account' },
    { name: 'ai-usage', path: '/app/ai' },
    { name: 'settings', path: '/app/settings' },
    { name: 'company', path: '/app/settings/company' },
    { name: 'calendar', path: '/app/settings/calendar' },
    { name: 'members', path: '/app/settings/members' },
    { name: 'roles', path: '/app/settings/roles' },
    { name: 'audit', path: '/app/settings/audit' },
    { name: 'custom-fields', path: '/app/settings/fields' },
    { name: 'pipelines', path: '/app/settings/pipelines' },
    { name: 'pipeline', path: `/app/settings/pipelines/${story.pipelineId}` },
    { name: 'stage', path: stage },
    { name: 'automation', path: `${stage}/${story.automationId}` },
    {
      name: 'dry-run',
      path: `${stage}/${story.automationId}`,
      prepare: tryAutomation,
      top: '#dry-run-title',
    },
    { name: 'mail-templates', path: '/app/settings/mail-templates' },
    { name: 'mail-template', path: '/app/settings/mail-templates/new' },
    { name: 'outbox', path: '/app/settings/outbox' },
    { name: 'ai-settings', path: '/app/settings/ai' },
    { name: 'api-keys', path: '/app/settings/api-keys' },
    { name: 'webhooks', path: '/app/settings/webhooks' },
  ];
}

/** Those the marketing site shows, of a window on a desk and of a phone. */
export const sitePictures = ['task', 'board', 'analytics', 'dry-run', 'runs', 'customer', 'tasks-timeline'];
