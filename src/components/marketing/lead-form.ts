import { soonestMs } from '../../lib/contracts/lead-timing.ts';
import { errorSentence } from '../ui/field-error.ts';
import { textsOf } from './texts-of.ts';
import { rememberVisit } from './visit.ts';

type Field = HTMLInputElement | HTMLTextAreaElement;
type Errors = Record<string, string>;
const noFaults = (): Errors => ({});

/** What the server answers when something is wrong. */
interface Problem {
  detail?: string;
  errors?: { path: string; message: string }[];
}

const unreachable = 'The server cannot be reached. What you typed is still here; please try again.';

/** Makes the page's lead forms say what is wrong while one types, and send without leaving the page. */
export function wireLeadForms(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-lead-form]')) {
    rememberVisit(form);
    form.noValidate = true;
    form.addEventListener('focusin', () => void contract(), { once: true });
    form.addEventListener('focusout', ({ target }) => void checkOne(form, target));
    form.addEventListener('input', ({ target }) => {
      if (isField(target) && target.getAttribute('aria-invalid') === 'true') void checkOne(form, target);
    });
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void send(form);
    });
  }
}

const isField = (target: EventTarget | null): target is Field =>
  (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) && target.type !== 'hidden';
const fieldsOf = (form: HTMLFormElement): Field[] =>
  [...form.elements].filter(isField).filter(({ labels }) => labels?.[0]?.parentElement?.classList.contains('field'));

/** The same schema the server parses by; loaded when someone begins to type. */
const contract = async () => {
  const [{ z }, { leadRequest }] = await Promise.all([import('zod'), import('../../lib/contracts/lead.ts')]);
  // The page's policy forbids code made at run time.
  z.config({ jitless: true });
  return leadRequest;
};

async function faultsOf(form: HTMLFormElement): Promise<Errors> {
  const { success, error } = (await contract()).safeParse(textsOf(form));
  const wrong = success ? [] : error.issues.map(({ path, message }) => [path.join('.'), message] as const);
  const missing = fieldsOf(form).filter(({ required, value }) => required && value.trim() === '');
  return Object.fromEntries([
    ...wrong.toReversed(),
    ...missing.map(({ name }) => [name, 'must not be empty'] as const),
  ]);
}

/** Leaving a field that is still empty is no mistake yet. */
async function checkOne(form: HTMLFormElement, target: EventTarget | null): Promise<void> {
  if (!isField(target) || (target.value.trim() === '' && target.getAttribute('aria-invalid') !== 'true')) return;
  const errors = await faultsOf(form).catch(noFaults);
  show(target, errors[target.name]);
}

/** Shows or takes away what is wrong with a field, as the server's page would. */
function show(field: Field, message: string | undefined): void {
  const id = `${field.id}-error`;
  const label = field.labels?.[0]?.textContent ?? field.name;
  const said = errorSentence(label, message);
  const told = document.getElementById(id) ?? document.createElement('p');
  const others = (field.getAttribute('aria-describedby') ?? '').split(' ').filter((each) => each && each !== id);
  if (said) {
    Object.assign(told, { id, className: 'error', textContent: said });
    if (!told.isConnected) field.parentElement?.after(told);
    field.setAttribute('aria-invalid', 'true');
  } else {
    told.remove();
    field.removeAttribute('aria-invalid');
  }
  const describedBy = [...(said ? [id] : []), ...others].join(' ');
  if (describedBy) field.setAttribute('aria-describedby', describedBy);
  else field.removeAttribute('aria-describedby');
}

/** Shows all that is wrong and goes to the first of it. Answers whether something is. */
function showAll(form: HTMLFormElement, errors: Errors): boolean {
  const fields = fieldsOf(form);
  for (const field of fields) show(field, errors[field.name]);
  const first = fields.find(({ name }) => errors[name]);
  first?.focus();
  return first !== undefined;
}

function tell(form: HTMLFormElement, message: string | null): void {
  const place = form.querySelector('[data-message]');
  const notice = document.createElement('p');
  Object.assign(notice, { className: 'notice danger mb-5', textContent: message });
  place?.replaceChildren(...(message === null ? [] : [notice]));
}

async function send(form: HTMLFormElement): Promise<void> {
  const button = form.querySelector('button');
  if (!button || button.ariaDisabled === 'true') return;
  tell(form, null);
  // Without the schema, as after an update of the site, the server says what is wrong.
  if (showAll(form, await faultsOf(form).catch(noFaults))) return;
  const words = button.textContent;
  button.ariaDisabled = 'true';
  button.textContent = 'Sending…';
  try {
    await untilPeopleType();
    await post(form);
  } catch {
    tell(form, unreachable);
  } finally {
    button.ariaDisabled = null;
    button.textContent = words;
  }
}

async function post(form: HTMLFormElement): Promise<void> {
  const answer = await fetch('/api/leads', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(textsOf(form)),
  });
  if (answer.ok) {
    thank(form);
    return;
  }
  const { detail, errors = [] } = (await answer.json().catch(() => ({}))) as Problem;
  const byField = Object.fromEntries(errors.toReversed().map(({ path, message }) => [path, message]));
  if (!showAll(form, byField)) tell(form, detail ?? unreachable);
}

/** The server asks again what comes sooner than people type, counted from when it showed the page. */
async function untilPeopleType(): Promise<void> {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  const shownFor = performance.now() - (navigation?.responseEnd ?? 0);
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, soonestMs - shownFor)));
}

function thank(form: HTMLFormElement): void {
  const sent = form.querySelector<HTMLTemplateElement>('template[data-sent]');
  if (!sent) return;
  const thanks = document.createElement('div');
  thanks.append(sent.content.cloneNode(true));
  form.replaceWith(thanks);
  thanks.querySelector<HTMLElement>('h2')?.focus();
}
