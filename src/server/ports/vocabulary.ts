/** The words records have, by which mistyped ones are recognised. Records' stores keep it; this is its upkeep. */
export interface VocabularyStore {
  /** Learns all words when it knows none, else forgets those no record has any more. Answers how many it forgot. */
  tend(signal: AbortSignal): Promise<number>;
}
