import { z } from 'zod';

/** Stable words a program may branch on, each with the HTTP status it travels under. Names are permanent. */
export const errorCodes = {
  malformed: 400,
  unauthenticated: 401,
  invalid_credentials: 401,
  token_reused: 401,
  forbidden: 403,
  foreign_origin: 403,
  registration_closed: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  duplicate: 409,
  request_in_flight: 409,
  too_large: 413,
  unsupported_media_type: 415,
  validation_failed: 422,
  idempotency_key_reused: 422,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,
  ai_unavailable: 503,
} as const;
export type ErrorCode = keyof typeof errorCodes;

export const fieldError = z.object({
  path: z.string().describe('Dotted path of the field, empty for the whole body.'),
  message: z.string(),
  position: z
    .object({ line: z.int(), column: z.int(), offset: z.int(), length: z.int() })
    .optional()
    .describe('Of conditions: where in the text the fault stands; lines and columns from 1.'),
});
export type FieldError = z.infer<typeof fieldError>;

/** RFC 9457 problem details. */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.enum(Object.keys(errorCodes) as [ErrorCode, ...ErrorCode[]]),
    requestId: z.string(),
    errors: z.array(fieldError).optional(),
    conflicts: z.array(z.string()).optional().describe('Paths both sides changed (code conflict).'),
    current: z.unknown().optional().describe('The record as it is now (code conflict).'),
    existingId: z
      .string()
      .optional()
      .describe(
        'The record that has it already (code duplicate), or it was merged into (not_found), if you may see it.',
      ),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problem>;
