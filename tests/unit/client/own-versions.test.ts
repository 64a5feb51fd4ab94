import { expect, test } from 'vitest';
import { OwnVersions } from '../../../src/lib/client/own-versions.ts';

test('edits in a row are each based on the one before', () => {
  const own = new OwnVersions();
  own.add({ from: 1, to: 2, path: 'status' });
  own.add({ from: 2, to: 3, path: 'tags' });
  expect(own.after(1, 'source')).toBe(3);
  expect(own.after(1)).toBe(3);
});

test('what someone else changed between stays between, but for the field that an own edit was let through at', () => {
  const own = new OwnVersions();
  own.add({ from: 2, to: 4, path: 'tags' }); // version 3 is another’s, of another field
  expect(own.after(2, 'tags')).toBe(4);
  expect(own.after(2, 'source')).toBe(2);
});

test('an edit begun before another’s change is not carried over it by a later own one', () => {
  const own = new OwnVersions();
  own.add({ from: 3, to: 4, path: 'tags' });
  expect(own.after(2, 'tags')).toBe(2);
});
