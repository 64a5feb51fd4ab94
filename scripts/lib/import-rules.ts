/** One row of the design's table: files in `folder` may import, of all that is under `src`, only `may` (and themselves). */
interface Layer {
  folder: string;
  may: string[];
}

const pure = ['lib/contracts', 'lib/domain', 'lib/planning'];
const serverBase = ['server/ports', 'server/env.ts', 'server/records', 'server/log.ts', 'server/errors.ts'];

/** Who may import whom. Paths are relative to `src`. */
export const layers: Layer[] = [
  { folder: 'lib/contracts', may: [] },
  { folder: 'lib/planning', may: ['lib/contracts'] },
  { folder: 'lib/domain', may: ['lib/contracts', 'lib/planning'] },
  { folder: 'lib/client', may: ['lib'] },
  { folder: 'components', may: ['lib', 'styles', 'assets'] },
  {
    folder: 'pages',
    may: ['components', 'content', 'lib', 'server/http', 'server/use-cases', 'server/container.ts', 'styles', 'assets'],
  },
  { folder: 'content', may: ['components', 'server/http'] },
  { folder: 'server/use-cases', may: [...pure, 'server/ports', 'server/records', 'server/errors.ts'] },
  ...['stores', 'ai', 'mail', 'webhooks'].map((name) => ({
    folder: `server/${name}`,
    may: [...pure, ...serverBase],
  })),
  ...['http', 'jobs'].map((name) => ({
    folder: `server/${name}`,
    may: [...pure, 'server/container.ts', 'server/use-cases', ...serverBase],
  })),
  // The sidecar runs the worker, and lets sockets in by the same sessions as requests.
  {
    folder: 'server/realtime',
    may: [
      ...pure,
      'server/container.ts',
      'server/use-cases',
      'server/jobs',
      'server/http/session.ts',
      'server/http/access.ts',
      ...serverBase,
    ],
  },
  { folder: 'server/web', may: [...pure, 'server/container.ts', 'server/http', ...serverBase] },
  { folder: 'server/auth', may: [...pure, ...serverBase] },
  { folder: 'server/backups', may: [...pure, ...serverBase] },
  { folder: 'server/embedded-mongo', may: [] },
];

/** The layers as zones of `import-x/no-restricted-paths`. */
export const zones = layers.map(({ folder, may }) => ({
  target: `./src/${folder}`,
  from: './src',
  except: [folder, ...may].map((path) => `./${path}`),
  message: `src/${folder} may import only ${may.length > 0 ? may.join(', ') : 'itself'}.`,
}));

/** Packages that belong to one folder; everything else reaches what they do through that folder (types are free). */
const owners = [
  { folder: 'src/server/stores', packages: 'mongoose' },
  { folder: 'src/server/ai', packages: 'openai' },
  { folder: 'src/server/mail', packages: 'nodemailer' },
  { folder: 'src/server/webhooks', packages: 'ipaddr\\.js' },
];

const zodOnly = { regex: '^(?!zod|\\.)', message: 'Contracts need zod alone.' };
const browserSafe = {
  regex: '^(node:|mongodb|mongoose|bson|openai|nodemailer|pino|agenda|socket\\.io$)',
  message: 'This code runs in the browser too.',
};
const noAstro = {
  regex: '^astro:',
  message: 'This code runs in plain Node too, where astro:* modules do not exist.',
};

/** Bans on the packages owned by folders other than `folder`. */
function ownedElsewhere(folder?: string) {
  return owners
    .filter((owner) => owner.folder !== folder)
    .map((owner) => ({
      regex: `^${owner.packages}(/|$)`,
      allowTypeImports: true,
      message: `Only ${owner.folder} uses this package.`,
    }));
}

function packageRule(files: string[], patterns: object[]) {
  return { files, rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] as const } };
}

/** ESLint blocks (later ones win) that say which packages a part of the product may import. */
export const packageRules = [
  packageRule(['src/lib/**', 'src/components/!(integration)/**/*.ts', 'src/components/*.ts'], [browserSafe, noAstro]),
  packageRule(['src/lib/contracts/**'], [zodOnly]),
  packageRule(['src/pages/**'], ownedElsewhere()),
  packageRule(['src/server/**'], [noAstro, ...ownedElsewhere()]),
  ...owners.map(({ folder }) => packageRule([`${folder}/**`], [noAstro, ...ownedElsewhere(folder)])),
];
