import { z } from 'zod';

const flag = z
  .enum(['true', 'false', '1', '0', 'on', 'off', ''])
  .default('false')
  .transform((word) => ['true', '1', 'on'].includes(word));
const port = z.coerce.number().int().min(0).max(65_535);
const perMinute = (standard: number) => z.coerce.number().int().min(1).default(standard);
const blankIsAbsent = (value: unknown) => (value === '' ? undefined : value);
const optional = <Schema extends z.ZodType>(schema: Schema) => z.preprocess(blankIsAbsent, schema.optional());

/** The names by which a server on this machine is opened; one is as good as the other. */
const loopbackHosts = ['localhost', '127.0.0.1', '[::1]'];
const anyHost = ['0.0.0.0', '[::]'];
function sameSite(siteUrl: string): string[] {
  const site = new URL(siteUrl);
  if (![...loopbackHosts, ...anyHost].includes(site.hostname)) return [site.origin];
  return [site.hostname, ...loopbackHosts].map((host) => {
    const alias = new URL(site);
    alias.hostname = host;
    return alias.origin;
  });
}

/** A comma list of web origins. */
const origins = z
  .string()
  .transform((list) => list.split(',').map((url) => url.trim()))
  .pipe(
    z.array(z.url({ protocol: /^https?$/, error: 'must be addresses such as https://app.example.com, with commas' })),
  )
  .transform((urls) => urls.map((url) => new URL(url).origin));

/** A comma list of hosts, as they stand in addresses. */
const hosts = z
  .string()
  .default('')
  .transform((list) =>
    list
      .split(',')
      .map((host) => host.trim().toLowerCase())
      .filter(Boolean),
  );

const secret = z.string().min(32, 'must have at least 32 characters; `openssl rand -hex 32` makes one');

/** The environment, as every process reads it at run time. `.env.example` documents each. */
export const environmentSchema = z
  .object({
    NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
    MONGODB_URI: z
      .string({ error: 'is missing; `npm start` sets it to the embedded database by itself' })
      .regex(/^mongodb(\+srv)?:\/\//, 'must begin with mongodb:// or mongodb+srv://'),
    MONGODB_POOL_SIZE: z.coerce.number().int().min(1).max(500).default(20),
    JWT_SECRET: secret,
    JWT_REFRESH_SECRET: secret,
    OPENROUTER_API_KEY: optional(z.string()),
    OPENROUTER_BASE_URL: z.url().default('https://openrouter.ai/api/v1'),
    AI_FAST_MODEL: z.string().min(1).default('openai/gpt-4o-mini'),
    AI_QUALITY_MODEL: z.string().min(1).default('google/gemini-2.5-pro'),
    AI_TIMEOUT_MS: z.coerce.number().int().min(1000).default(30_000),
    AI_REQUESTS_PER_MINUTE: perMinute(20),
    SITE_URL: optional(z.url({ protocol: /^https?$/ })),
    SITE_NAME: z.string().min(1).max(60).default('Throughline'),
    FRONTEND_URL: optional(origins),
    PORT: port.default(3000),
    HOST: z.string().default('127.0.0.1'),
    REALTIME_PORT: port.default(3001),
    REALTIME_HOST: z.string().default('127.0.0.1'),
    REALTIME_URL: optional(z.url()),
    SMTP_URL: optional(z.string().regex(/^smtps?:\/\//, 'must begin with smtp:// or smtps://')),
    MAIL_FROM: optional(z.string()),
    WEBHOOK_SECRET: optional(secret),
    WEBHOOK_ALLOWED_HOSTS: hosts,
    REGISTRATION: optional(z.enum(['open', 'invite', 'closed'])),
    TRUST_PROXY: flag,
    METRICS_TOKEN: optional(z.string().min(16)),
    RATE_LIMIT_API: perMinute(600),
    RATE_LIMIT_LOGIN: perMinute(10),
    RATE_LIMIT_PUBLIC: perMinute(60),
    RATE_LIMIT_LEADS: perMinute(10),
    RATE_LIMIT_GENERATE: perMinute(30),
    TZ: optional(z.string()),
    LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
    DATA_DIR: z.string().min(1).default('.data'),
    EMBEDDED_DATABASE: optional(z.string()),
  })
  .transform((env) => {
    const siteUrl = (
      env.SITE_URL ?? `http://${env.HOST.includes(':') ? `[${env.HOST}]` : env.HOST}:${env.PORT}`
    ).replace(/\/$/, '');
    return {
      ...env,
      SITE_URL: siteUrl,
      /** Origins that may use the API and the sockets with credentials, the site's own included. */
      allowedOrigins: [...new Set([...sameSite(siteUrl), ...(env.FRONTEND_URL ?? [])])],
      REALTIME_URL: env.REALTIME_URL ?? `http://${env.REALTIME_HOST}:${env.REALTIME_PORT}`,
      REGISTRATION: env.REGISTRATION ?? (env.NODE_ENV === 'production' ? ('invite' as const) : ('open' as const)),
      secureCookies: siteUrl.startsWith('https://'),
    };
  });
export type Environment = z.output<typeof environmentSchema>;

/** Parses an environment; throws one error that names each variable at fault, never its value. */
export function parseEnvironment(source: Record<string, string | undefined>): Environment {
  const parsed = environmentSchema.safeParse(source);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `  ${String(issue.path[0] ?? '')} ${issue.message}`);
  throw new Error(`The environment is not usable (see .env.example):\n${faults.join('\n')}`);
}

let parsed: Environment | undefined;
/** This process's environment, parsed at first use: a build needs none of it. */
export const environment = (): Environment => (parsed ??= parseEnvironment(process.env));
