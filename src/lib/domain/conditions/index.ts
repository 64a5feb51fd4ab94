/*
 * Conditions of pipelines: which deals an automation is for, and what must be true before a deal leaves a stage.
 * `compile` when saved, `evaluate` when it matters; `conditionFields` and `conditionFunctions` say what can be written.
 */

export { compile, type Compiled, type Program } from './compile.ts';
export { mostCharacters as mostConditionCharacters } from './environment.ts';
export { evaluate, type Outcome } from './evaluate.ts';
export { conditionFields, type ConditionField, type CustomFieldKind } from './fields.ts';
export { conditionFunctions, type ConditionFunction } from './functions.ts';
export type { Position } from './source.ts';
export type { ReadValue, Subject } from './values.ts';
export { unknownFieldWords } from './unknown-field.ts';
export { completionsAt, type Completion, type Completions } from './completions.ts';
