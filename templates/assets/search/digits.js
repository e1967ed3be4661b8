// Phone numbers in a query.

// The site's numbers in a text, with any spacing, also several in a row.
export function phones(lexicon, text) {
  return [...text.matchAll(/\+?\d(?:[\s().\-\u00a0]*\d){4,}/g)].flatMap(([run]) => inRow(lexicon, run.replace(/\D/g, "")));
}

function inRow(lexicon, digits) {
  for (let length = digits.length; length > 4; length--) {
    const first = digits.slice(0, length);
    const plain = [first, first.replace(/^(00)?47/, "")].find((one) => Object.hasOwn(lexicon.data.phones, one));
    if (plain) {
      return [plain, ...inRow(lexicon, digits.slice(length))];
    }
  }
  return [];
}
