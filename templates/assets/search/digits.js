// Telephone numbers in what was typed.

// The numbers that the site knows, in any spacing; several may stand in a row.
export function phones(lexicon, text) {
  return [...text.matchAll(/\+?\d(?:[\s().\-\u00a0]*\d){4,}/g)].flatMap(([run]) => inRow(lexicon, run.replace(/\D/g, "")));
}

function inRow(lexicon, digits) {
  for (let length = digits.length; length > 4; length--) {
    const first = digits.slice(0, length);
    const plain = length > 8 ? first.replace(/^(00)?47/, "") : first;
    if (Object.hasOwn(lexicon.data.phones, plain)) return [plain, ...inRow(lexicon, digits.slice(length))];
  }
  return [];
}
