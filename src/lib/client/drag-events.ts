/** What happens while something is dragged. Things carry `data-movable`, places `data-place`. */
export interface DragEvents {
  /** It is over a place now, or over none. */
  over: (id: string, place: string | null) => void;
  drop: (id: string, place: string | null) => void;
}
