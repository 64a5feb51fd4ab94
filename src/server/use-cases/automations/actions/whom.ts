import type { AutomationAction } from '../../../../lib/contracts/automation.ts';
import { leastLoaded, nextInTurn } from '../../../../lib/domain/automations/assignees.ts';
import { StaleRecordError, type Ports, type Tx } from '../../../ports/index.ts';
import type { UserRecord } from '../../../records/index.ts';
import { impossible } from './planned.ts';

/** Who work goes to. */
export interface Chosen {
  member: UserRecord;
  /** Notes that it was their turn, in the commit that gives them the work. */
  write: (tx: Tx) => Promise<void>;
}

/** Another run took this turn at the same moment: whose turn it is must be found out anew. */
export class TurnTakenError extends Error {
  override readonly name = 'TurnTakenError';
}

/** How many open records each of these members has. */
export type Load = (memberIds: readonly string[]) => Promise<Record<string, number>>;

/**
 * The member an action names, or one of the role it names; null when it names nobody.
 * @throws ProblemError when there is no such active member, or nobody in the role
 */
export async function chosenMember(
  ports: Ports,
  { id: actionId, config }: AutomationAction,
  load: Load,
): Promise<Chosen | null> {
  const members = await ports.users.members();
  if (config.assignTo !== undefined) {
    const member = members.find(({ id }) => id === config.assignTo);
    if (!member) throw impossible('The member it is to go to is no longer active.');
    return { member, write: () => Promise.resolve() };
  }
  const role = config.assignToRole;
  if (!role) return null;
  const candidates = members.filter((member) => member.role === role);
  if (candidates.length === 0) throw impossible(`Nobody has the role “${role}”.`);
  return config.assignBy === 'round_robin' ? inTurn(ports, actionId, candidates) : byLoad(candidates, load);
}

async function inTurn({ automationRuns }: Ports, actionId: string, candidates: UserRecord[]): Promise<Chosen> {
  const last = await automationRuns.lastTurn(actionId);
  const member = memberOf(candidates, nextInTurn(candidates, last));
  return {
    member,
    async write(tx) {
      try {
        await automationRuns.takeTurn(actionId, { last, member: member.id }, tx);
      } catch (error) {
        throw error instanceof StaleRecordError ? new TurnTakenError() : error;
      }
    },
  };
}

async function byLoad(candidates: UserRecord[], load: Load): Promise<Chosen> {
  const open = await load(candidates.map(({ id }) => id));
  const loaded = candidates.map(({ id }) => ({ id, open: open[id] ?? 0, lastAssignedAt: null }));
  return { member: memberOf(candidates, leastLoaded(loaded)), write: () => Promise.resolve() };
}

function memberOf(members: readonly UserRecord[], id: string | null): UserRecord {
  const member = members.find((one) => one.id === id);
  if (!member) throw new Error('Nobody was chosen of several');
  return member;
}

export const memberName = ({ profile }: UserRecord): string => `${profile.firstName} ${profile.lastName}`.trim();
