import { spanWords } from './timing.ts';
import { ownMoves, type Move, type MovingPipeline } from './moves.ts';

/** A way round that deals can take without anyone doing anything. */
export interface Loop {
  /** Each from where the one before it ends; the last ends where the first begins. */
  moves: Move[];
  /** No move of it has a condition: every deal that comes here goes round and round. */
  always: boolean;
  /** No move of it waits: the rounds would follow each other at once. */
  atOnce: boolean;
  /** The way in words. */
  words: string;
}

/**
 * The loops in pipelines, seen from their configuration alone: of the stages that lead to each other, the shortest way
 * round, and one without conditions before any other. None left means that no deal can go in circles by itself.
 */
export function findLoops(pipelines: readonly MovingPipeline[]): Loop[] {
  const names = new Map(pipelines.flatMap(({ stages }) => stages.map(({ id, name }) => [id, name] as const)));
  const moves = ownMoves(pipelines);
  const unconditional = roundsOf(moves.filter(({ conditional }) => !conditional));
  const told = new Set(unconditional.flatMap((round) => round.map(({ from }) => from)));
  const others = roundsOf(moves).filter((round) => !round.some(({ from }) => told.has(from)));
  return [...unconditional, ...others].map((round) => ({
    moves: round,
    always: round.every(({ conditional }) => !conditional),
    atOnce: round.every(({ delay }) => delay === 0),
    words: `A deal can go round by itself: ${round.map((move) => moveWords(move, names)).join(', ')}.`,
  }));
}

/** The shortest way round of each part of the graph, of which no two share a stage. */
function roundsOf(moves: readonly Move[]): Move[][] {
  const from = Map.groupBy(moves, (move) => move.from);
  const rounds = [...from.keys()].flatMap((stage) => {
    const round = shortestRound(stage, from);
    return round ? [round] : [];
  });
  const seen = new Set<string>();
  return rounds
    .toSorted((one, other) => one.length - other.length)
    .filter((round) => {
      if (round.some((move) => seen.has(move.from))) return false;
      for (const move of round) seen.add(move.from);
      return true;
    });
}

/** Breadth first (E. F. Moore, 1959): the first way that comes back to where it began is the shortest. */
function shortestRound(start: string, from: ReadonlyMap<string, readonly Move[]>): Move[] | null {
  const cameBy = new Map<string, Move>();
  let edge = [start];
  while (edge.length > 0) {
    const next: string[] = [];
    for (const move of edge.flatMap((stage) => from.get(stage) ?? [])) {
      if (cameBy.has(move.to)) continue;
      cameBy.set(move.to, move);
      if (move.to === start) return wayBack(start, cameBy);
      next.push(move.to);
    }
    edge = next;
  }
  return null;
}

function wayBack(start: string, cameBy: ReadonlyMap<string, Move>): Move[] {
  const way: Move[] = [];
  for (let at = start; way.length === 0 || at !== start;) {
    const move = cameBy.get(at)!;
    way.unshift(move);
    at = move.from;
  }
  return way;
}

/** `from “Lead” to “Offer” 2 days after it came in` */
function moveWords(move: Move, names: ReadonlyMap<string, string>): string {
  const [from, to] = [names.get(move.from), names.get(move.to)];
  const only = move.conditional && move.by !== 'autoAdvance' ? ' if its condition holds' : '';
  return `from “${from}” to “${to}” ${whenWords(move)}${only}`;
}

function whenWords({ by, delay, conditional }: Move): string {
  if (by === 'autoAdvance')
    return conditional ? 'as soon as its exit criteria are met' : 'at once, as it has no exit criteria';
  return delay === 0 ? 'as soon as it comes in' : `${spanWords(delay)} after it came in`;
}
