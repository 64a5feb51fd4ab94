import type { CommentedKind, Mention } from '../../lib/contracts/comment.ts';
import type { Versioned } from './versioned.ts';

export interface CommentRecord extends Versioned {
  about: { kind: CommentedKind; id: string };
  content: string;
  mentions: Mention[];
  /** The member who wrote it; null for a program. */
  authorId: string | null;
  editedAt: Date | null;
}
