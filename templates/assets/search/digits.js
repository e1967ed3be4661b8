// Telephone numbers and postcodes in what was typed.

// A telephone number in any spacing, or a postcode.
export function number(lexicon, text) {
  const result = { phones: [], postcode: null };
  const digits = text.replace(/[\s().\-\u00a0]/g, "");
  if (/^\d{4}$/.test(digits)) result.postcode = postcode(lexicon, digits);
  for (const [run] of text.matchAll(/\+?\d(?:[\s().\-\u00a0]*\d){4,}/g)) {
    result.phones.push(...phones(lexicon, run.replace(/\D/g, "")));
  }
  return result;
}

// The numbers in a row of digits, for several may stand after each other.
function phones(lexicon, digits) {
  for (let length = digits.length; length > 4; length--) {
    const first = digits.slice(0, length);
    const plain = [first, first.replace(/^(00)?47/, "")].find((one) => Object.hasOwn(lexicon.data.phones, one));
    if (plain) return [plain, ...phones(lexicon, digits.slice(length))];
  }
  return [];
}

// The municipality of a postcode, or null.
function postcode(lexicon, digits) {
  const at = lexicon.data.municipalities.findIndex(([, , , , spans]) => spans.some(([from, to]) => from <= digits && digits <= to));
  return at < 0 ? null : at;
}

// The words without a postcode among them, which says where; nor its place, which no offer need know of.
export function posted(lexicon, typed, query) {
  const at = typed.findIndex((word) => /^\d{4}$/.test(word) && !lexicon.form.has(word) && postcode(lexicon, word) !== null);
  if (at < 0) return typed;
  query.municipalities.push(postcode(lexicon, typed[at]));
  const place = typed[at + 1];
  const unknown = place !== undefined && lexicon.words.telling(place) && !lexicon.known(lexicon.words.key(place));
  return [...typed.slice(0, at), ...typed.slice(at + (unknown ? 2 : 1))];
}
