import type { Context } from '../../ports/index.ts';

/** The use-cases that change one record of a kind, with all their checks. */
interface Ways<Patch> {
  remove: (context: Context, input: { id: string }) => Promise<unknown>;
  restore: (context: Context, id: string) => Promise<unknown>;
  update: (context: Context, input: { id: string; patch: Patch }) => Promise<unknown>;
}

/** Makes what does one record's part of a bulk change. */
export const changeWith =
  <Patch extends object>({ remove, restore, update }: Ways<Patch>) =>
  async (context: Context, id: string, change: Patch | { delete: true } | { restore: true }): Promise<void> => {
    if ('delete' in change) await remove(context, { id });
    else if ('restore' in change) await restore(context, id);
    else await update(context, { id, patch: change });
  };
