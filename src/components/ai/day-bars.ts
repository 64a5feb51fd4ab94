export interface Bar {
  x: number;
  y: number;
  width: number;
  height: number;
  day: string;
  value: number;
}

/** Bars that share out `width` by `height`, the tallest as high as the drawing; days without a value have none. */
export function dayBars(
  days: readonly { day: string; value: number }[],
  { width, height }: { width: number; height: number },
): Bar[] {
  const most = Math.max(...days.map(({ value }) => value), Number.MIN_VALUE);
  const step = width / Math.max(1, days.length);
  return days.map(({ day, value }, index) => {
    const tall = value === 0 ? 0 : Math.max(2, (value / most) * height);
    return { day, value, x: index * step, y: height - tall, width: Math.max(1, step - 2), height: tall };
  });
}
