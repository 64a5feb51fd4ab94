const headingFields = ['title', 'description'] as const;
export type HeadingField = (typeof headingFields)[number];

export type Tab = 'plan' | 'dependencies';

/** What of a task's page its address shows, for those without JavaScript and for links. */
export interface PageState {
  /** The step whose editor is open. */
  step: string | null;
  edit: HeadingField | null;
  tab: Tab;
  /** Whether it is asked how to plan anew. */
  replan: boolean;
  /** What was just done. */
  done: Done | null;
  /** The step that was just deleted. */
  removed: string | null;
}

/** A form that came back: what was typed, and what is wrong, by field. */
export interface Refused {
  values: Record<string, string>;
  errors: Record<string, string>;
}

const doneWords = {
  saved: 'Your changes are saved.',
  added: 'The step is added.',
  moved: 'The step is moved.',
  started: 'The step is started.',
  finished: 'The step is finished.',
  removed: 'The step is deleted.',
  restored: 'The step is back, as it was.',
  undone: 'The plan before is back.',
} as const;
export type Done = keyof typeof doneWords;

export const initialState: PageState = {
  step: null,
  edit: null,
  tab: 'plan',
  replan: false,
  done: null,
  removed: null,
};

/** What was just done, as a sentence. */
export const wordsOf = (done: Done): string => doneWords[done];

/** What of the form about the task itself is to be shown: what came back of it, else what is saved. */
export const factHeld = (refused: Refused | null, name: string, saved: string): string =>
  (refused?.values.intent === 'save-facts' ? refused.values[name] : undefined) ?? saved;

const isDone = (word: string | null): word is Done => word !== null && Object.hasOwn(doneWords, word);

/** The state an address asks for; a form that came back opens what it was sent from. */
export function stateOf({ searchParams }: URL, refused: Refused | null): PageState {
  const word = (name: string) => searchParams.get(name);
  const id = (name: string) => /^[0-9a-f]{24}$/.exec(word(name) ?? '')?.[0] ?? null;
  const done = word('done');
  const values: Refused['values'] = refused?.values ?? {};
  const edit = values.intent === 'save-facts' ? headingFields.find((field) => field in values) : word('edit');
  return {
    step: values.step ?? id('step'),
    edit: edit === 'title' || edit === 'description' ? edit : null,
    tab: word('show') === 'dependencies' ? 'dependencies' : 'plan',
    replan: values.intent === 'plan' || word('replan') !== null,
    done: refused === null && isDone(done) ? done : null,
    removed: id('removed'),
  };
}

/** Where a form about the plan leads when it is done. */
export const planPlace = (taskId: string, done: Done, more: { step?: string; removed?: string } = {}): string =>
  `/app/tasks/${taskId}?${new URLSearchParams({ done, ...more })}#plan`;
