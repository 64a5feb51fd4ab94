/** A prompt ready to send. */
export interface Prompt {
  version: string;
  system: string;
  user: string;
  /** Characters of data the answer is made from; what is cut by the bounds does not count. */
  contextLength: number;
}
