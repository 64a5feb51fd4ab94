const ofField = /^customFields(?:\.([^.[\]]+)|\[([^.[\]]+)\])$/;

/** A query's values as contracts take them: `customFields.size=S` and `customFields[size]=S` in one object of their own. */
export function foldQuery(values: Readonly<Record<string, string>>): Record<string, unknown> {
  const fields: [string, string][] = [];
  const others = Object.entries(values).filter(([name, value]) => {
    const [, dotted, bracketed] = ofField.exec(name) ?? [];
    const key = dotted ?? bracketed;
    if (key !== undefined) fields.push([key, value]);
    return key === undefined;
  });
  return { ...Object.fromEntries(others), ...(fields.length > 0 && { customFields: Object.fromEntries(fields) }) };
}
