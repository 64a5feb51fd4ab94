import type { Names } from './automation-words.ts';

interface Named {
  id: string;
  name: string;
}

/** What automations can tell of: stages by their pipelines, members and mail templates. */
interface Around {
  pipelines: readonly { stages: readonly Named[] }[];
  members: readonly Named[];
  templates: readonly Named[];
}

/** Names by id, of templates also by name. */
export function namesFrom({ pipelines, members, templates }: Around): Names {
  const nameOf = (list: readonly Named[]) => (wanted: string) => list.find(({ id }) => id === wanted)?.name;
  const same = (name: string, other: string) => name.toLowerCase() === other.toLowerCase();
  return {
    stage: nameOf(pipelines.flatMap(({ stages }) => stages)),
    member: nameOf(members),
    template: (wanted) => nameOf(templates)(wanted) ?? templates.find(({ name }) => same(name, wanted))?.name,
  };
}
