import type { MoveKind } from '../../../lib/contracts/pipeline-analytics.ts';

export const moveWords: Record<MoveKind, string> = { next: '', skip: 'skips', back: 'back', out: 'leaves' };

/** `38 %`, and one digit more where whole numbers would hide it; a dash for nothing to tell. */
export function percent(share: number | null): string {
  if (share === null) return '–';
  const whole = share * 100;
  return whole > 0 && whole < 1 ? `${whole.toFixed(1)} %` : `${Math.round(whole)} %`;
}
