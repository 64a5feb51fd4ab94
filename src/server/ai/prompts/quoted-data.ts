/** Shortens to at most `limit` characters, saying so at the end. */
export function bounded(text: string, limit: number): string {
  const clean = maskSecrets(text.replace(/\r\n?/g, '\n').replace(/[^\P{C}\n\t]/gu, '')).trim();
  return clean.length <= limit ? clean : `${clean.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** Things people paste into notes that no model needs to see. */
const secrets: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  // Header lines of a pasted mail or request, with their folded continuations.
  /^[ \t>]*(?:authorization|proxy-authorization|authentication-results|cookie|set-cookie|dkim-signature|arc-[\w-]+|received-spf|x-[\w-]*(?:token|key|auth|signature|secret)[\w-]*)[ \t]*:.*(?:\n[ \t]+\S.*)*/gim,
  /\b(?:bearer|basic)\s+[\w.~+/=-]{12,}/gi,
  /\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]*/g,
  /\b(?:sk|pk|rk|whsec|gh[oprsu]|github_pat|glpat|npm|xox[abprs]|AKIA|ASIA|AIza|SG\.)[-_]?[A-Za-z0-9][\w.-]{14,}/g,
  /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@]+:[^\s/@]+@/gi,
  /(?<=\b(?:password|passwort|passphrase|api[ _-]?key|secret|token)\s*[:=]\s*)[^\s,;]+/gi,
  /\b[0-9a-f]{40,}\b/gi,
  /\b(?:\d{4}[ -]?){3}\d{1,7}\b/g,
  /\b3[47]\d{2}[ -]?\d{6}[ -]?\d{5}\b/g,
];

/** Replaces keys, tokens, passwords and card numbers by `[removed]`. */
export function maskSecrets(text: string): string {
  return secrets.reduce((masked, secret) => masked.replace(secret, '[removed]'), text);
}

/**
 * A value as JSON between tags, made so that nothing inside can close the tag or the string it is in: quotes and line
 * ends are escaped by JSON, angle brackets and the line separators by us.
 */
export function quotedData(tag: string, value: unknown): string {
  const json = JSON.stringify(value, null, 1).replace(
    /[<>\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `<${tag}>\n${json}\n</${tag}>`;
}
