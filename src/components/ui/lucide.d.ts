/** Single icons are imported by path, so that neither dev nor the server loads all of them. */
declare module 'lucide/dist/esm/icons/*.mjs' {
  const icon: [tag: string, attributes: Record<string, string | number | undefined>][];
  export default icon;
}
