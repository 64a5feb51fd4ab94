import type { Model, PipelineStage } from 'mongoose';

/**
 * Fields of the documents that `stages` leave, by the names they get here; null for what is missing. They come as a list
 * for each field instead of a document for each record: a fifth of the work for who reads them by the thousand.
 */
export async function rowsOf<Row extends object, Document>(
  model: Model<Document>,
  stages: PipelineStage.FacetPipelineStage[],
  fields: Record<keyof Row & string, string>,
): Promise<Row[]> {
  const names = Object.keys(fields) as (keyof Row & string)[];
  const columns = Object.fromEntries(names.map((name) => [name, { $push: { $ifNull: [`$${fields[name]}`, null] } }]));
  const [found] = await model.aggregate<{ [Name in keyof Row]: Row[Name][] }>([
    ...stages,
    { $group: { _id: null, ...columns } },
  ]);
  if (!found) return [];
  return found[names[0]!].map((_, at) => {
    const row = {} as Row;
    for (const name of names) row[name] = found[name][at]!;
    return row;
  });
}
