"use strict";
// Makes indexes of MiniSearch of their parts: each word with the entries that have it in their name and in their text. An entry is its number, or
// its number and how often the word is there. `about` is what `search/parts.js` says once for all: how many entries there are, and how many words
// each has.
//
// What begins with `_` is MiniSearch's own. It is filled here, as what it reads by itself takes several times as long; the version that this is
// made for lies beside the pages, and what is found is tested against an index that MiniSearch makes.
syncwright.search.indexer = (about) => {
  const { entries, lengths, average } = about;
  const numbers = new Map(), fieldLength = new Map();
  for (let number = 0; number < entries; number++) {
    numbers.set(number, number);
    fieldLength.set(number, [lengths[0][number], lengths[1][number]]);
  }
  const empty = {
    documentCount: entries, nextId: entries, documentIds: {}, fieldIds: { name: 0, text: 1 }, fieldLength: {}, averageFieldLength: average,
    storedFields: {}, dirtCount: 0, index: [], serializationVersion: 2,
  };
  const counted = (held) => new Map(held.map((one) => (typeof one === "number" ? [one, 1] : one)));
  return (words) => {
    const index = MiniSearch.loadJS(empty, { fields: ["name", "text"], idField: "id" });
    Object.assign(index, { _documentIds: numbers, _idToShortId: numbers, _fieldLength: fieldLength });
    for (const [word, ...both] of words) {
      index._index.set(word, new Map(both.map((held, field) => [field, counted(held)]).filter(([, held]) => held.size)));
    }
    return index;
  };
};
