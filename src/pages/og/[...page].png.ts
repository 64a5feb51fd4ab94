import type { APIRoute, GetStaticPaths } from 'astro';
import { previewOf } from '../../components/marketing/preview-address.ts';
import { sitePages, type SitePage } from '../../content/site-pages.ts';
import { previewPicture } from './_preview-picture.ts';

export const prerender = true;

export const getStaticPaths = (async () =>
  (await sitePages()).map((page) => ({
    params: { page: previewOf(page.path).replace(/^\/og\/|\.png$/g, '') },
    props: { ...page },
  }))) satisfies GetStaticPaths;

export const GET: APIRoute<SitePage> = async ({ props }) =>
  new Response(new Uint8Array(await previewPicture(props.headline)), { headers: { 'Content-Type': 'image/png' } });
