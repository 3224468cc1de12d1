/** Throws when `condition` is false: a bug in our own code, never a user's mistake. */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) {
    throw new Error(`Assertion failed: ${message}`);
  }
}

/** Ends a `switch` over a union: the compiler rejects the call while a case is missing. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}

/** Reads `items[index]`, throwing when it is not there: for places where absence would be a bug. */
export function at<T>(items: readonly T[], index: number): T {
  const item = items[index < 0 ? items.length + index : index];
  assert(item !== undefined, `no item ${index} in a list of ${items.length}`);
  return item;
}
