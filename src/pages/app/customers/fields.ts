import { movedTo } from '../../../server/http/moved.ts';

export const prerender = false;

export const ALL = movedTo('/app/settings/fields');
