/** A page one can go to from everywhere. */
export interface Place {
  href: string;
  label: string;
}

/** What the shell's scripts know of who looks at the page; the server writes it into the page's head. */
export interface ShellFacts {
  memberId: string;
  places: Place[];
  /** Pages where something new is made. */
  makes: Place[];
  mayAddTasks: boolean;
  /** Whether single keys are shortcuts in this browser. */
  keys: boolean;
}

const unknown: ShellFacts = { memberId: '', places: [], makes: [], mayAddTasks: false, keys: true };

/** Read from `<meta name="shell">`; nothing of a page that has none. */
export function shellFacts(): ShellFacts {
  const written = document.querySelector<HTMLMetaElement>('meta[name="shell"]')?.content;
  return written ? (JSON.parse(written) as ShellFacts) : unknown;
}
