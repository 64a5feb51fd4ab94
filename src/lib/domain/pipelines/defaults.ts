import type { CreatePipelineRequest, StageRequest } from '../../contracts/pipeline.ts';

const stage = (name: string, probability: number, description: string): StageRequest => ({
  name,
  probability,
  description,
});

/** The pipelines a new company begins with; theirs to change or delete from then on. */
export const defaultPipelines: readonly CreatePipelineRequest[] = [
  {
    name: 'Sales',
    type: 'sales',
    description: 'From the first word to the signature.',
    isActive: true,
    stages: [
      stage('New', 10, 'Someone may want to buy; nobody knows yet.'),
      stage('Qualified', 25, 'They need it, can pay for it, and decide about it.'),
      stage('Proposal', 50, 'They have an offer in writing.'),
      stage('Negotiation', 75, 'They want it; terms and dates are open.'),
      stage('Closing', 90, 'Agreed; the signature is on its way.'),
    ],
  },
  {
    name: 'Marketing',
    type: 'marketing',
    description: 'From the first visit to a lead for sales.',
    isActive: true,
    stages: [
      stage('Noticed us', 5, 'They subscribed, downloaded or visited.'),
      stage('Engaged', 15, 'They come back and answer.'),
      stage('Marketing qualified', 30, 'They fit, and ask about the product.'),
      stage('Handed to sales', 50, 'Someone of sales is talking to them.'),
    ],
  },
];
