/** A form that is filled in sooner than people can, in milliseconds. */
export const soonestMs = 2000;
