/** Where a page’s picture for link previews is: `/og/features/pipelines.png`. */
export const previewOf = (path: string): string => `/og/${path === '/' ? 'home' : path.slice(1)}.png`;
