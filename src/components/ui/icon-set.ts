import ArrowDown from 'lucide/dist/esm/icons/arrow-down.mjs';
import ArrowUp from 'lucide/dist/esm/icons/arrow-up.mjs';
import Bell from 'lucide/dist/esm/icons/bell.mjs';
import Check from 'lucide/dist/esm/icons/check.mjs';
import ChevronDown from 'lucide/dist/esm/icons/chevron-down.mjs';
import CircleAlert from 'lucide/dist/esm/icons/circle-alert.mjs';
import Ellipsis from 'lucide/dist/esm/icons/ellipsis.mjs';
import GripVertical from 'lucide/dist/esm/icons/grip-vertical.mjs';
import House from 'lucide/dist/esm/icons/house.mjs';
import ListChecks from 'lucide/dist/esm/icons/list-checks.mjs';
import Lock from 'lucide/dist/esm/icons/lock.mjs';
import Menu from 'lucide/dist/esm/icons/menu.mjs';
import Plus from 'lucide/dist/esm/icons/plus.mjs';
import Search from 'lucide/dist/esm/icons/search.mjs';
import ThumbsDown from 'lucide/dist/esm/icons/thumbs-down.mjs';
import ThumbsUp from 'lucide/dist/esm/icons/thumbs-up.mjs';
import Trash from 'lucide/dist/esm/icons/trash.mjs';
import Undo from 'lucide/dist/esm/icons/undo-2.mjs';
import Users from 'lucide/dist/esm/icons/users.mjs';
import X from 'lucide/dist/esm/icons/x.mjs';

/** The icons in use, by the name templates ask for. */
export const icons = {
  'arrow-down': ArrowDown,
  'arrow-up': ArrowUp,
  bell: Bell,
  check: Check,
  'chevron-down': ChevronDown,
  alert: CircleAlert,
  more: Ellipsis,
  grip: GripVertical,
  house: House,
  tasks: ListChecks,
  people: Users,
  lock: Lock,
  menu: Menu,
  plus: Plus,
  search: Search,
  'thumbs-down': ThumbsDown,
  'thumbs-up': ThumbsUp,
  trash: Trash,
  undo: Undo,
  close: X,
};
export type IconName = keyof typeof icons;
