import type { Mention } from '../../lib/contracts/comment.ts';
import type { CustomFieldValue } from '../../lib/contracts/custom-field.ts';
import type { Versioned } from './versioned.ts';

export interface CustomerRecord extends Versioned {
  contactInfo: {
    email: string | null;
    phone: string | null;
    company: string | null;
    industry: string | null;
    name: { first: string | null; last: string | null };
    website: string | null;
  };
  address: {
    street: string | null;
    city: string | null;
    state: string | null;
    country: string | null;
    zipCode: string | null;
  };
  status: 'lead' | 'prospect' | 'customer' | 'inactive';
  source: string;
  assignedTo: string | null;
  pipelineId: string | null;
  pipelineStage: string | null;
  tags: string[];
  customFields: Record<string, CustomFieldValue | null>;
  /** When the last call, meeting or mail that was logged took place. */
  lastContactAt: Date | null;
  notes: {
    id: string;
    content: string;
    mentions?: Mention[];
    authorId: string | null;
    /** The form of the website it came by. */
    via?: string;
    createdAt: Date;
  }[];
}
