import { z } from 'zod';
import { updateAiSettingsRequest, type AiSettings } from '../../lib/contracts/ai-settings.ts';

/** What people read at each field, by its name. */
export const settingLabels = {
  'models.fast': 'Fast model',
  'models.quality': 'Quality model',
  'limits.requestsPerMinute': 'Requests a minute to each model',
  'limits.concurrency': 'Requests at the same time',
  'budgets.company.daily': 'Company per day',
  'budgets.company.monthly': 'Company per month',
  'budgets.member.daily': 'Each member per day',
  'budgets.member.monthly': 'Each member per month',
  'context.customer': 'The customer’s name, industry and status',
  'context.notes': 'The customer’s newest notes',
  'context.similarTasks': 'Titles and durations of similar finished tasks',
  prices: 'Prices',
};
export type SettingName = keyof typeof settingLabels;

/** Empty brings the default back. */
const choice = z
  .string()
  .default('')
  .transform((text) => text.trim() || null);

/** Empty brings the default back, or lifts a limit. */
const amount = (least: number) =>
  z
    .string()
    .default('')
    .transform((text, context) => {
      const typed = text.trim().replace(',', '.');
      if (typed === '') return null;
      const value = Number(typed);
      if (Number.isFinite(value) && value >= least) return value;
      context.addIssue(`must be a number from ${least} on`);
      return z.NEVER;
    });

/** Unticked boxes are not sent. */
const ticked = z
  .literal('on')
  .optional()
  .transform((word) => word === 'on');

const fields = z.object({
  'models.fast': choice,
  'models.quality': choice,
  'limits.requestsPerMinute': amount(1),
  'limits.concurrency': amount(1),
  'budgets.company.daily': amount(0),
  'budgets.company.monthly': amount(0),
  'budgets.member.daily': amount(0),
  'budgets.member.monthly': amount(0),
  'context.customer': ticked,
  'context.notes': ticked,
  'context.similarTasks': ticked,
});

const price = z.object({ model: z.string().trim(), input: amount(0), output: amount(0) });

/** The rows of the price list that name a model, in order. */
function pricesOf(typed: Record<string, string>): z.input<typeof price>[] {
  const rows = Object.keys(typed).flatMap((name) => /^prices\.(\d{1,3})\.model$/.exec(name)?.[1] ?? []);
  return rows
    .map((row) => ({
      model: typed[`prices.${row}.model`] ?? '',
      input: typed[`prices.${row}.input`],
      output: typed[`prices.${row}.output`],
    }))
    .filter(({ model }) => model.trim() !== '');
}

/** The settings as a browser posts them, by dotted names, in the contract's shape. */
export const aiSettingsForm = z
  .record(z.string(), z.string())
  .transform((typed) => ({ ...typed, prices: pricesOf(typed) }))
  .pipe(fields.extend({ prices: z.array(price) }))
  .transform((typed): z.input<typeof updateAiSettingsRequest> => ({
    models: { fast: typed['models.fast'], quality: typed['models.quality'] },
    limits: {
      requestsPerMinute: typed['limits.requestsPerMinute'],
      concurrency: typed['limits.concurrency'],
    },
    budgets: {
      company: { daily: typed['budgets.company.daily'], monthly: typed['budgets.company.monthly'] },
      member: { daily: typed['budgets.member.daily'], monthly: typed['budgets.member.monthly'] },
    },
    context: {
      customer: typed['context.customer'],
      notes: typed['context.notes'],
      similarTasks: typed['context.similarTasks'],
    },
    prices: typed.prices.map(({ model, input, output }) => ({ model, input: input ?? 0, output: output ?? 0 })),
  }))
  .pipe(updateAiSettingsRequest);

/** The form's values for settings as they are. Values that are the defaults' stay empty, so that they follow these. */
export function formValues({ models, limits, budgets, prices, context, defaults }: AiSettings): Record<string, string> {
  const unlessDefault = (value: string | number, standard: string | number) =>
    value === standard ? '' : String(value);
  const limit = (dollars: number | null) => (dollars === null ? '' : String(dollars));
  const tick = (chosen: boolean) => (chosen ? 'on' : '');
  return {
    'models.fast': unlessDefault(models.fast, defaults.models.fast),
    'models.quality': unlessDefault(models.quality, defaults.models.quality),
    'limits.requestsPerMinute': unlessDefault(limits.requestsPerMinute, defaults.limits.requestsPerMinute),
    'limits.concurrency': unlessDefault(limits.concurrency, defaults.limits.concurrency),
    'budgets.company.daily': limit(budgets.company.daily),
    'budgets.company.monthly': limit(budgets.company.monthly),
    'budgets.member.daily': limit(budgets.member.daily),
    'budgets.member.monthly': limit(budgets.member.monthly),
    'context.customer': tick(context.customer),
    'context.notes': tick(context.notes),
    'context.similarTasks': tick(context.similarTasks),
    ...Object.fromEntries(
      prices.flatMap(({ model, input, output }, row) => [
        [`prices.${row}.model`, model],
        [`prices.${row}.input`, String(input)],
        [`prices.${row}.output`, String(output)],
      ]),
    ),
  };
}
