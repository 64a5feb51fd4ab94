/** A website as typed, with the scheme most people leave out. */
export const asAddress = (text: string): string =>
  text === '' || /^[a-z][a-z+.-]*:/i.test(text) ? text : `https://${text}`;
