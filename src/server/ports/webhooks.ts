/** Tells other programs over HTTP. */
export interface Webhooks {
  /** What calls are signed with, as receivers need it. */
  readonly secret: string;
  /**
   * Posts a signed JSON body. Calls with the same id are the same call, made again.
   * @throws ProblemError `unavailable` when it may work later, `validation_failed` when it will not: the address is not
   * for us to call, or the other side refuses for good
   */
  post(call: { url: string; id: string; body: object }, signal: AbortSignal): Promise<void>;
}
