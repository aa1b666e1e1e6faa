import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { basic, extension } from '../src/gsm-7.ts';
import { countSegments, type Segments } from '../src/index.ts';

interface Vector extends Segments {
  name: string;
  text: string;
}

const vectors: Vector[] = JSON.parse(
  readFileSync(new URL('../vectors/segments.json', import.meta.url), 'utf8'),
);

test.each(vectors)('$name', ({ name: _, text, ...wanted }) => {
  expect(countSegments(text)).toEqual(wanted);
});

test('the tables have what the standard has: 127 characters and 10', () => {
  expect(new Set(basic).size).toBe(127);
  expect(new Set(extension).size).toBe(10);
  // Spot checks of codes: position in the table, with 1B left out.
  for (const [code, character] of [
    [0x00, '@'],
    [0x0a, '\n'],
    [0x10, 'Δ'],
    [0x1a, 'Ξ'],
    [0x20, ' '],
    [0x40, '¡'],
    [0x5f, '§'],
    [0x60, '¿'],
    [0x7f, 'à'],
  ] as const)
    expect(basic[code > 0x1b ? code - 1 : code]).toBe(character);
});

test('a text never takes fewer places than characters, nor fewer segments than they fill', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...basic, ...extension, 'я', '🎉') }), (text) => {
      const { encoding, characters, units, segments } = countSegments(text);
      const room = encoding === 'GSM-7' ? 153 : 67;
      expect(units).toBeGreaterThanOrEqual(characters);
      if (segments > 1) {
        expect(segments).toBeGreaterThanOrEqual(Math.ceil(units / room));
        expect(segments).toBeLessThanOrEqual(Math.ceil(units / (room - 1)));
      }
    }),
  );
});
