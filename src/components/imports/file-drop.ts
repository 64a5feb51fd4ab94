/*
 * The field for a file also takes one that is dropped on it, by itself. This says where it may be dropped, and tells at
 * once what the server would say only after the whole of a file has travelled.
 */
const workbook = /\.(xlsx?|xlsm|ods|numbers)$/i;

function faultOf({ name, size }: File, limit: number): string {
  if (workbook.test(name))
    return 'This is a spreadsheet, not a CSV file. Save or export it as CSV there, and choose that.';
  if (size === 0) return 'The file is empty. Choose one with rows in it.';
  if (size <= limit) return '';
  return `The file has more than ${limit / 1_000_000} MB. Split it into several and import them one by one.`;
}

function wire(field: HTMLInputElement): void {
  const over = (is: boolean) => field.toggleAttribute('data-over', is);
  field.addEventListener('dragenter', () => over(true));
  for (const left of ['dragleave', 'drop']) field.addEventListener(left, () => over(false));
  field.addEventListener('change', () => {
    const [file] = field.files ?? [];
    field.setCustomValidity(file ? faultOf(file, Number(field.dataset.limit)) : '');
    field.reportValidity();
  });
}

document.querySelectorAll<HTMLInputElement>('input[type=file][data-limit]').forEach(wire);
