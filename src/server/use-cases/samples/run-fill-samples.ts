import type { BatchRun } from '../batches/define-batch.ts';
import { noOutcome } from '../batches/outcome.ts';
import type { Ports } from '../../ports/index.ts';
import { requirePermission } from '../shared/authorise.ts';
import type { Company } from './company.ts';
import { fill } from './fill.ts';
import { marking } from './marking.ts';
import { removeSamples } from './remove-samples.ts';
import { sampleCompany } from './sample-companies.ts';

const together = 3;

/** Makes the sample data. Whoever takes it up again removes what there is first: stories are told from their beginning. */
export async function handle(run: BatchRun<{ customers: number }>): Promise<void> {
  const { context, input, signal } = run;
  const { ports, actor } = context;
  requirePermission(actor, 'settings.write', 'fill in sample data');
  await removeSamples(run);
  const companies = await newCompanies(ports, input.customers);
  const total = companies.length;
  await fill(marking(ports), {
    customers: total,
    before: 0,
    invent: (number) => companies[number]!,
    tag: 'sample',
    together,
    actors: [actor],
    async onProgress(done) {
      signal.throwIfAborted();
      const progress = { done, total };
      await run.chunk(() => Promise.resolve({ position: null, progress, result: { ...noOutcome, changed: done } }));
    },
  });
}

/** Whoever is a customer already, such as a former sample that people kept, is not made again. */
async function newCompanies({ all }: Pick<Ports, 'all'>, most: number): Promise<Company[]> {
  const companies = Array.from({ length: most }, (_, number) => sampleCompany(number));
  const there = await all.customers.findByEmails(companies.map(({ email }) => email));
  const known = new Set(there.map(({ contactInfo }) => contactInfo.email));
  return companies.filter(({ email }) => !known.has(email));
}
