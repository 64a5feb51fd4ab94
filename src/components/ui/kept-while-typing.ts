import { noChange } from 'lit';
import { directive, Directive, PartType, type ElementPart, type PartInfo, type PropertyPart } from 'lit/directive.js';

/**
 * A field's value that follows the record, except while someone is in the field: what is typed is never overwritten by
 * what others change meanwhile. Use as `.value=${keptWhileTyping(value)}`.
 */
class KeptWhileTyping extends Directive {
  constructor(info: PartInfo) {
    super(info);
    if (info.type !== PartType.PROPERTY) throw new Error('keptWhileTyping belongs to a property');
  }

  override render(value: string) {
    return value;
  }

  override update(part: PropertyPart | ElementPart, [value]: [string]) {
    const element = part.element as HTMLInputElement;
    return element === document.activeElement || element.value === value ? noChange : value;
  }
}

export const keptWhileTyping = directive(KeptWhileTyping);
