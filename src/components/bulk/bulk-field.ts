/** What can be set on many records: from a choice, or, without choices, as text. */
export interface BulkField {
  name: string;
  label: string;
  choices?: readonly { value: string; label: string }[];
  /** Of texts. */
  type?: 'date' | undefined;
  hint?: string | undefined;
  maxlength?: number;
}
