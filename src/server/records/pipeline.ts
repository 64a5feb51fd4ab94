import type { PipelineStage, PipelineType } from '../../lib/contracts/pipeline.ts';
import type { Versioned } from './versioned.ts';

export interface PipelineRecord extends Versioned {
  name: string;
  type: PipelineType;
  description: string | null;
  /** Not active: archived. */
  isActive: boolean;
  order: number;
  createdBy: string | null;
  /** By `order`, which grows. */
  stages: PipelineStage[];
  /** Stages that were deleted, and where their deals went: whoever moved a deal there at that moment finds it again. */
  goneStages: { id: string; name: string; movedTo: string | null }[];
  /** In the bin: the stage of another pipeline its deals went to. */
  movedTo: string | null;
}
