import { z } from 'zod';

/** An email address, lower-cased. */
export const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .pipe(z.email('must be an email address such as dana@example.com'));
