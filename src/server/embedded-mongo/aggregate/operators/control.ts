import { compare, equal } from '../../bson/compare.ts';
import { isDoc } from '../../bson/values.ts';
import { MongoError, unsupported } from '../../errors.ts';
import type { Evaluate } from '../expression.ts';
import { args, type Build, type Builders, isNothing, truth } from './build.ts';

function comparison(name: string, accept: (order: number) => boolean): Build {
  return (operand, compile, { strings }) =>
    args(name, 2, 2, ([a, b]) => accept(compare(a, b, strings)))(operand, compile, {});
}

const equality =
  (wanted: boolean, name: string): Build =>
  (operand, compile, { strings }) =>
    args(name, 2, 2, ([a, b]) => equal(a, b, strings) === wanted)(operand, compile, {});

function listOf(operand: unknown): unknown[] {
  return Array.isArray(operand) ? (operand as unknown[]) : [operand];
}

const and: Build = (operand, compile) => {
  const items = listOf(operand).map((item) => compile(item));
  return (current, scope) => items.every((item) => truth(item(current, scope)));
};

const or: Build = (operand, compile) => {
  const items = listOf(operand).map((item) => compile(item));
  return (current, scope) => items.some((item) => truth(item(current, scope)));
};

const cond: Build = (operand, compile) => {
  const parts = isDoc(operand) ? [operand.if, operand.then, operand.else] : listOf(operand);
  if (parts.length !== 3)
    throw new MongoError(16020, `Expression $cond takes exactly 3 arguments. ${parts.length} were passed in.`);
  if (isDoc(operand)) {
    for (const key of ['if', 'then', 'else']) {
      if (!(key in operand)) throw new MongoError(17080, `Missing '${key}' parameter to $cond`);
    }
  }
  const [test, yes, no] = parts.map((part) => compile(part)) as [Evaluate, Evaluate, Evaluate];
  return (current, scope) => (truth(test(current, scope)) ? yes(current, scope) : no(current, scope));
};

const ifNull: Build = (operand, compile) => {
  const items = listOf(operand).map((item) => compile(item));
  if (items.length < 2) throw new MongoError(1257300, `$ifNull needs at least two arguments, had: ${items.length}`);
  return (current, scope) => {
    let value: unknown;
    for (const item of items) {
      value = item(current, scope);
      if (!isNothing(value)) return value;
    }
    return value;
  };
};

const choose: Build = (operand, compile) => {
  if (!isDoc(operand) || !Array.isArray(operand.branches))
    throw new MongoError(40060, '$switch requires an object with branches');
  const branches = (operand.branches as unknown[]).map((branch) => {
    if (!isDoc(branch) || !('case' in branch) || !('then' in branch)) {
      throw new MongoError(40067, "$switch requires each branch have a 'case' and a 'then' expression");
    }
    return { test: compile(branch.case), then: compile(branch.then) };
  });
  const otherwise = 'default' in operand ? compile(operand.default) : undefined;
  return (current, scope) => {
    for (const { test, then } of branches) if (truth(test(current, scope))) return then(current, scope);
    if (!otherwise)
      throw new MongoError(
        40066,
        '$switch could not find a matching branch for an input, and no default was specified.',
      );
    return otherwise(current, scope);
  };
};

const letIn: Build = (operand, compile) => {
  if (!isDoc(operand) || !isDoc(operand.vars))
    throw new MongoError(16874, '$let only supports an object with vars and in');
  const vars = Object.entries(operand.vars).map(([name, value]): [string, Evaluate] => [name, compile(value)]);
  const inner = compile(
    operand.in,
    vars.map(([name]) => name),
  );
  return (current, scope) => {
    const extended = { ...scope };
    for (const [name, evaluate] of vars) extended[name] = evaluate(current, scope);
    return inner(current, extended);
  };
};

/** Comparison, logic and control flow. */
export const CONTROL: Builders = {
  $eq: equality(true, '$eq'),
  $ne: equality(false, '$ne'),
  $gt: comparison('$gt', (order) => order > 0),
  $gte: comparison('$gte', (order) => order >= 0),
  $lt: comparison('$lt', (order) => order < 0),
  $lte: comparison('$lte', (order) => order <= 0),
  $cmp: (operand, compile, { strings }) =>
    args('$cmp', 2, 2, ([a, b]) => Math.sign(compare(a, b, strings)))(operand, compile, {}),
  $and: and,
  $or: or,
  $not: args('$not', 1, 1, ([value]) => !truth(value)),
  $cond: cond,
  $ifNull: ifNull,
  $switch: choose,
  $let: letIn,
  $rand: () => () => Math.random(),
  $meta: () => unsupported('$meta'),
  $function: () => unsupported('$function'),
  $accumulator: () => unsupported('$accumulator'),
};
