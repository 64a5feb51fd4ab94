import type { PipelineType, StageColour } from '../../lib/contracts/pipeline.ts';

export const pipelineTypeWords: Record<PipelineType, string> = {
  sales: 'Sales',
  marketing: 'Marketing',
  support: 'Support',
  onboarding: 'Onboarding',
};

export const stageColourWords: Record<StageColour, string> = {
  grey: 'Grey',
  red: 'Red',
  amber: 'Amber',
  green: 'Green',
  blue: 'Blue',
  violet: 'Violet',
};
