interface Manifest {
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}
export interface LockedPackage extends Manifest {
  optionalDependencies?: Record<string, string>;
  resolved?: string;
}
export interface Lockfile {
  packages: Record<string, LockedPackage>;
}

/**
 * What would break an installation elsewhere: an optional dependency (another platform's binary) without an entry,
 * an address of the registry it was made with, or a root that differs from package.json.
 */
export function faultsOf({ packages }: Lockfile, manifest: Manifest): string[] {
  const faults = Object.entries(packages).flatMap(([path, entry]) => [
    ...Object.keys(entry.optionalDependencies ?? {})
      .filter((name) => !resolves(packages, path, name))
      .map((name) => `${path} has no entry for its optional dependency ${name}`),
    ...(entry.resolved ? [`${path} names an address: ${entry.resolved}`] : []),
  ]);
  const root = packages[''] ?? {};
  for (const kind of ['dependencies', 'devDependencies'] as const) {
    if (!sameEntries(root[kind], manifest[kind])) faults.push(`${kind} differ from package.json`);
  }
  return faults;
}

/** Whether `name`, required by the package at `path`, is found there or in a folder further up, as Node looks for it. */
function resolves(packages: Lockfile['packages'], path: string, name: string): boolean {
  const here = path === '' ? `node_modules/${name}` : `${path}/node_modules/${name}`;
  if (here in packages) return true;
  if (path === '') return false;
  return resolves(packages, path.slice(0, Math.max(0, path.lastIndexOf('node_modules/') - 1)), name);
}

function sameEntries(one: Record<string, string> = {}, other: Record<string, string> = {}): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => one[name] === other[name]);
}
