/** A small client of a running server's API, for the scripts. */
export class Api {
  readonly url: string;
  token: string | undefined;
  /** Whom `register` made. */
  account: { email: string; password: string } | undefined;

  constructor(url: string) {
    this.url = url;
  }

  /** Sends JSON and answers with what came back; anything but a 2xx is an error that tells what the server said. */
  async call<Answer>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const answer = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as Answer;
  }

  /** Makes an account and uses it from now on. */
  async register(email: string): Promise<void> {
    this.account = { email, password: 'correct horse battery staple' };
    const names = { firstName: 'Ada', lastName: 'Lovelace' };
    const { token } = await this.call<{ token: string }>('POST', '/api/auth/register', { ...this.account, ...names });
    this.token = token;
  }
}
