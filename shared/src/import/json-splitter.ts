const between = /[\s,\]]/;

/**
 * Cuts a JSON text, as it arrives in pieces, into the things of its list, or into those that stand
 * one after the other. What is broken costs its own thing as far as can be told.
 */
export class JsonSplitter {
  #kept = '';
  #depth = 0;
  #mode: 'between' | 'nested' | 'text' | 'word' = 'between';
  #isEscaped = false;
  #isBegun = false;

  /** Takes a piece. Gives the texts of the things that are whole with it. */
  push(piece: string): string[] {
    const found: string[] = [];
    let from = 0;
    for (let place = 0; place < piece.length; place += 1) {
      const character = piece.charAt(place);
      if (this.#mode === 'between') {
        if (this.#begin(character)) from = place;
        continue;
      }
      if (!this.#ends(character)) continue;
      // A bare word ends before the comma behind it, anything else with its own last character.
      const isWord = this.#mode === 'word';
      found.push(this.#kept + piece.slice(from, isWord ? place : place + 1));
      this.#kept = '';
      this.#mode = 'between';
    }
    if (this.#mode !== 'between') this.#kept += piece.slice(from);
    return found;
  }

  /** What is left at the end: a last word, or a thing that is cut off. */
  end(): string[] {
    return this.#kept === '' ? [] : [this.#kept];
  }

  /** Whether a thing begins with this character. */
  #begin(character: string): boolean {
    if (between.test(character) || character === '\ufeff') return false;
    const isList = character === '[' && !this.#isBegun;
    this.#isBegun = true;
    if (isList) return false;
    this.#depth = character === '{' || character === '[' ? 1 : 0;
    this.#mode = character === '"' ? 'text' : this.#depth === 1 ? 'nested' : 'word';
    return true;
  }

  /** Whether the thing ends with this character. */
  #ends(character: string): boolean {
    if (this.#mode === 'word') return between.test(character);
    if (this.#mode === 'text') return this.#endsText(character) && this.#depth === 0;
    if (character === '"') this.#mode = 'text';
    else if (character === '{' || character === '[') this.#depth += 1;
    else if (character === '}' || character === ']') this.#depth -= 1;
    return this.#depth === 0 && this.#mode === 'nested';
  }

  /** Whether a text ends with this character; in the midst of a thing, that goes on. */
  #endsText(character: string): boolean {
    if (this.#isEscaped) {
      this.#isEscaped = false;
      return false;
    }
    if (character === '\\') this.#isEscaped = true;
    if (character !== '"') return false;
    if (this.#depth > 0) this.#mode = 'nested';
    return true;
  }
}
