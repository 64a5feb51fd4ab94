import { errorCodes, type ErrorCode } from '../../lib/contracts/errors.ts';
import { openApiDocument } from './openapi.ts';
import { problemTitles } from './problem.ts';

/*
 * The OpenAPI document as the reference page shows it: words and rows, nothing left to work out in a template.
 */

type Document = ReturnType<typeof openApiDocument>;
type Schemas = NonNullable<NonNullable<Document['components']>['schemas']>;
type Schema = Schemas[string];

/** What is read of an answer; references are not used for answers. */
interface Answer {
  description?: string;
  content?: Parameters<typeof schemaIn>[0];
}

export interface Row {
  name: string;
  type: TypeWord[];
  required: boolean;
  description: string;
}
/** A word of a type; with `link` it names a schema of this page. */
export interface TypeWord {
  word: string;
  link: boolean;
}

export interface ReferenceOperation {
  id: string;
  method: string;
  path: string;
  summary: string;
  /** Who may ask. */
  access: string;
  parameters: (Row & { where: string })[];
  body: { optional: boolean; type: TypeWord[]; rows: Row[] } | null;
  answers: { status: string; description: string; type: TypeWord[]; isError: boolean }[];
}

export interface Reference {
  groups: { tag: string; operations: ReferenceOperation[] }[];
  schemas: { name: string; type: TypeWord[]; rows: Row[] }[];
  problems: { code: string; status: number; title: string }[];
}

const plain = (word: string): TypeWord[] => [{ word, link: false }];
const joined = (parts: TypeWord[][], by: string): TypeWord[] =>
  parts.flatMap((part, index) => (index === 0 ? part : [...plain(by), ...part]));
const nameOf = (ref: string): string => ref.split('/').at(-1) ?? ref;

/** A schema in a few words: `Task`, `string | null`, `Id[]`, `low | medium | high`. */
function typeOf(schema: Schema | undefined): TypeWord[] {
  if (schema === undefined || typeof schema === 'boolean') return plain('anything');
  if (schema.$ref !== undefined) return [{ word: nameOf(schema.$ref), link: true }];
  const choices = ('anyOf' in schema ? schema.anyOf : undefined) ?? ('oneOf' in schema ? schema.oneOf : undefined);
  if (choices) return joined(choices.map(typeOf), ' | ');
  if ('enum' in schema && schema.enum) return plain(schema.enum.map(String).join(' | '));
  if ('const' in schema && schema.const !== undefined) return plain(String(schema.const));
  if (!('type' in schema) || schema.type === undefined) return plain('anything');
  if (schema.type === 'array') return [...typeOf(schema.items), ...plain('[]')];
  return plain(Array.isArray(schema.type) ? schema.type.join(' | ') : schema.type);
}

function descriptionOf(schema: Schema): string {
  if (typeof schema === 'boolean') return '';
  const standard = 'default' in schema && schema.default !== undefined ? JSON.stringify(schema.default) : null;
  return [
    'description' in schema ? schema.description : undefined,
    standard === null ? undefined : `Default: ${standard}.`,
  ]
    .filter((part) => part !== undefined)
    .join(' ');
}

function rowsOf(schema: Schema | undefined): Row[] {
  if (typeof schema !== 'object' || !('properties' in schema) || !schema.properties) return [];
  const required = new Set(schema.required ?? []);
  return Object.entries(schema.properties).map(([name, property]) => ({
    name,
    type: typeOf(property),
    required: required.has(name),
    description: descriptionOf(property),
  }));
}

type PathItem = NonNullable<Document['paths']>[string];
type DocumentOperation = NonNullable<PathItem['get']>;
type Content = Record<string, { schema?: Schema }>;

const schemaIn = (content: unknown): Schema | undefined => Object.values((content ?? {}) as Content)[0]?.schema;

function operationOf(method: string, path: string, operation: DocumentOperation): ReferenceOperation {
  const body = operation.requestBody && 'content' in operation.requestBody ? operation.requestBody : undefined;
  const bodySchema = schemaIn(body?.content);
  const parameters = (operation.parameters ?? []).flatMap((parameter) =>
    'name' in parameter
      ? [
          {
            name: parameter.name,
            where: parameter.in,
            type: typeOf(parameter.schema as Schema),
            required: parameter.required ?? false,
            description: parameter.description ?? '',
          },
        ]
      : [],
  );
  return {
    id: operation.operationId ?? `${method} ${path}`,
    method: method.toUpperCase(),
    path,
    summary: operation.summary ?? '',
    access: operation.description ?? 'Needs no login.',
    parameters,
    body: body ? { optional: !body.required, type: typeOf(bodySchema), rows: rowsOf(bodySchema) } : null,
    answers: Object.entries((operation.responses ?? {}) as Record<string, Answer>).map(([status, answer]) => ({
      status,
      description: answer.description ?? '',
      type: answer.content ? typeOf(schemaIn(answer.content)) : [],
      isError: status >= '400',
    })),
  };
}

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** The whole reference, by tag in the table's order. */
export function apiReference(): Reference {
  const { paths = {}, components } = openApiDocument('');
  const all = Object.entries(paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = item[method];
      return operation ? [{ tag: operation.tags?.[0] ?? '', operation: operationOf(method, path, operation) }] : [];
    }),
  );
  return {
    groups: [...Map.groupBy(all, ({ tag }) => tag)].map(([tag, members]) => ({
      tag,
      operations: members.map(({ operation }) => operation),
    })),
    schemas: Object.entries(components?.schemas ?? {})
      .toSorted(([a], [b]) => a.localeCompare(b))
      .map(([name, schema]) => ({ name, type: typeOf(schema), rows: rowsOf(schema) })),
    problems: (Object.entries(errorCodes) as [ErrorCode, number][]).map(([code, status]) => ({
      code,
      status,
      title: problemTitles[code],
    })),
  };
}
