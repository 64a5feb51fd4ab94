import { directive, Directive, PartType, type BooleanAttributePart, type PartInfo } from 'lit/directive.js';

/** Whether a box is ticked; `mixed` when only some of what it stands for is. */
export type Tick = boolean | 'mixed';

/**
 * A box's tick that follows the state even after someone clicked it, when its attribute says nothing any more; in
 * served markup, the attribute. Use as `?checked=${ticked(value)}`.
 */
class Ticked extends Directive {
  constructor(info: PartInfo) {
    super(info);
    if (info.type !== PartType.BOOLEAN_ATTRIBUTE) throw new Error('ticked belongs to a boolean attribute');
  }

  override render(tick: Tick) {
    return tick === true;
  }

  override update({ element }: BooleanAttributePart, [tick]: [Tick]) {
    const box = element as HTMLInputElement;
    box.checked = tick === true;
    box.indeterminate = tick === 'mixed';
    return this.render(tick);
  }
}

export const ticked = directive(Ticked);
