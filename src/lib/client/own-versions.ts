/** Versions of a record made by edits from here: someone who edits twice in a row is in no conflict with themselves. */
export class OwnVersions {
  readonly #made = new Set<number>();

  add(version: number): void {
    this.#made.add(version);
  }

  /** The version after all own edits that follow `base` without anyone else's between. */
  after(base: number): number {
    let version = base;
    while (this.#made.has(version + 1)) version += 1;
    return version;
  }
}
