import { noChange } from 'lit';
import { directive, Directive, PartType, type ElementPart, type PartInfo, type PropertyPart } from 'lit/directive.js';

type TextField = HTMLInputElement | HTMLTextAreaElement;

const refused = new WeakSet<Element>();

/** Puts back what was typed and refused; it stays in the field until it is saved. */
export function keepRefused(field: TextField, text: string): void {
  field.value = text;
  refused.add(field);
}

/**
 * A field's value that follows the record, except while someone is in the field or what they typed was refused: what is
 * typed is never overwritten by what others change meanwhile. Use as `.value=${keptWhileTyping(value)}`.
 */
class KeptWhileTyping extends Directive {
  constructor(info: PartInfo) {
    super(info);
    if (info.type !== PartType.PROPERTY) throw new Error('keptWhileTyping belongs to a property');
  }

  override render(value: string) {
    return value;
  }

  /** Written here and not by lit, which knows only what it wrote itself and takes a field people changed for unchanged. */
  override update(part: PropertyPart | ElementPart, [value]: [string]) {
    const field = part.element as TextField;
    if (field.value === value) refused.delete(field);
    else if (field !== document.activeElement && !refused.has(field)) field.value = value;
    return noChange;
  }
}

export const keptWhileTyping = directive(KeptWhileTyping);
