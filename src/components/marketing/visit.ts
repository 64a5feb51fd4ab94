const kept = 'visit';
const names = ['utm_source', 'utm_medium', 'utm_campaign', 'utm_term', 'utm_content'];

/**
 * Notes in the form where this visit came from: what the first page with a form saw, kept until the tab is closed. No
 * cookie, and nothing is sent before the form is.
 */
export function rememberVisit(form: HTMLFormElement): void {
  const first = remembered() ?? seenHere();
  try {
    if (Object.keys(first).length > 0) sessionStorage.setItem(kept, JSON.stringify(first));
  } catch {
    // A browser that keeps nothing: the form has what this page saw.
  }
  for (const [name, value] of Object.entries(first)) write(form, name, value);
}

function remembered(): Record<string, string> | null {
  try {
    return JSON.parse(sessionStorage.getItem(kept) ?? 'null') as Record<string, string> | null;
  } catch {
    return null;
  }
}

/** The parameters of this page's address, or of the page of this site that led here; and another site that did. */
function seenHere(): Record<string, string> {
  const referrer = URL.parse(document.referrer);
  const within = referrer?.origin === location.origin;
  const here = new URLSearchParams(location.search);
  const query = names.some((name) => here.has(name)) || !within ? here : referrer.searchParams;
  const utm = names.flatMap((name) => {
    const value = query.get(name);
    return value ? [[name, value] as const] : [];
  });
  return { ...Object.fromEntries(utm), ...(referrer && !within && { referrer: referrer.href }) };
}

function write(form: HTMLFormElement, name: string, value: string): void {
  const field = form.querySelector<HTMLInputElement>(`input[name="${name}"]`) ?? document.createElement('input');
  Object.assign(field, { type: 'hidden', name, value });
  if (!field.isConnected) form.append(field);
}
