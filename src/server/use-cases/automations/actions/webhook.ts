import { presentCustomer } from '../../customers/present-customer.ts';
import { presentDeal } from '../../deals/present-deal.ts';
import { impossible, type PlanAction } from './planned.ts';

/** Tells another program, signed. It may come twice when a process dies between the call and its note, with the same id. */
export const webhookAction: PlanAction = (scene, { config: { url } }) => {
  if (!url) return Promise.reject(impossible('It says no address to call.'));
  const { ports, pipeline, stage, deal, customer, now } = scene;
  return Promise.resolve({
    said: `Call ${new URL(url).origin}`,
    async perform(_, { key, signal }) {
      const body = {
        type: 'automation.webhook',
        timestamp: now.toISOString(),
        data: {
          pipeline: { id: pipeline.id, name: pipeline.name },
          stage: { id: stage.id, name: stage.name },
          deal: await presentDeal(ports, deal),
          customer: await presentCustomer(ports, customer),
        },
      };
      await ports.webhooks.post({ url, id: key, body }, signal);
    },
  });
};
