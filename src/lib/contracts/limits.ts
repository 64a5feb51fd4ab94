/*
 * Numbers that pages tell people too, without the schemas they belong to.
 */

/** As many records as are changed at once; more become a job. */
export const mostAtOnce = 200;

/** So long the bin keeps things. */
export const binDays = 30;
