import { findDependencyCycle } from './check-dependencies.ts';
import { topologicalOrder } from './graph.ts';
import { byId, type StatedStep } from './plan-changes.ts';
import { quote } from './repair-notes.ts';

/** The steps without circles: each is cut where it contradicts the order most, and that is noted. */
export function withoutCircles<Step extends StatedStep>(given: readonly Step[], repairs: string[]): Step[] {
  let steps = [...given];
  const place = new Map(steps.map(({ id }, index) => [id, index]));
  const titles = byId(steps);
  for (;;) {
    const circle = findDependencyCycle(steps);
    if (!circle) return steps;
    const edges = circle.map((from, at) => ({ from, to: circle[(at + 1) % circle.length] ?? from }));
    const early = ({ from, to }: { from: string; to: string }) => (place.get(to) ?? 0) - (place.get(from) ?? 0);
    const cut = edges.reduce((worst, edge) => (early(edge) > early(worst) ? edge : worst));
    steps = steps.map((step) =>
      step.id === cut.from ? { ...step, dependencies: step.dependencies.filter((id) => id !== cut.to) } : step,
    );
    const [from, to] = [titles.get(cut.from)?.title ?? '', titles.get(cut.to)?.title ?? ''];
    repairs.push(`${quote(from)} no longer waits for ${quote(to)}: they would have waited for each other`);
  }
}

/** Each step after what it waits for, otherwise in the order they have. */
export function sorted<Step extends StatedStep>(steps: readonly Step[]): Step[] {
  const place = new Map(steps.map(({ id }, index) => [id, index]));
  const lists = steps.map(({ dependencies }) => dependencies.flatMap((id) => place.get(id) ?? []));
  return topologicalOrder(lists).flatMap((index) => steps[index] ?? []);
}
