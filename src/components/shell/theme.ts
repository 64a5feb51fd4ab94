type Theme = 'light' | 'dark' | 'system';

const year = 60 * 60 * 24 * 365;
const remember = (name: string, value: string) => {
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  document.cookie = `${name}=${encodeURIComponent(value)}; Path=/; Max-Age=${year}; SameSite=Lax${secure}`;
};

/** Applies a theme at once and keeps it in a cookie, so that the server renders the next page in it. */
export function setTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  remember('theme', theme);
}

/** Radio buttons named `theme` switch it. */
export function wireThemeSwitch(): void {
  document.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement) || target.name !== 'theme') return;
    if (target.value === 'light' || target.value === 'dark' || target.value === 'system') setTheme(target.value);
  });
}

/** The browser's time zone, for the server to print dates in. */
export function rememberZone(): void {
  remember('tz', Intl.DateTimeFormat().resolvedOptions().timeZone);
}
