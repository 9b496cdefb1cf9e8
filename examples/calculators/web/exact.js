// Exact arithmetic over fractions of whole numbers: what a page adds up again is never a float.

const decimal = /^(-?)(\d{1,40})(?:\.(\d{1,40}))?$/;
const fraction = /^(-?\d{1,40})\/(\d{1,40})$/;

/** A fraction; the denominator is positive. */
export class Exact {
  constructor(numerator, denominator = 1n) {
    this.n = numerator;
    this.d = denominator;
  }

  /** Reads "12.50", "-3" or "3/10", null for anything else. */
  static of(text) {
    const plain = decimal.exec(String(text));
    if (plain) {
      const places = plain[3] ?? '';
      const digits = BigInt(plain[2] + places);
      return new Exact(plain[1] ? -digits : digits, 10n ** BigInt(places.length));
    }
    const shares = fraction.exec(String(text));
    return shares && BigInt(shares[2]) > 0n ? new Exact(BigInt(shares[1]), BigInt(shares[2])) : null;
  }

  plus(other) { return new Exact(this.n * other.d + other.n * this.d, this.d * other.d); }
  minus(other) { return new Exact(this.n * other.d - other.n * this.d, this.d * other.d); }
  times(other) { return new Exact(this.n * other.n, this.d * other.d); }
  over(other) {
    const sign = other.n < 0n ? -1n : 1n;
    return new Exact(this.n * other.d * sign, this.d * other.n * sign);
  }

  abs() { return new Exact(this.n < 0n ? -this.n : this.n, this.d); }

  /** Negative, zero or positive as this is less than, equal to or more than the other. */
  compare(other) {
    const difference = this.n * other.d - other.n * this.d;
    return difference < 0n ? -1 : Number(difference > 0n);
  }

  equals(other) { return this.compare(other) === 0; }

  /** Rounds to the cent, half away from zero, as the library does. */
  rounded() {
    const n = this.n < 0n ? -this.n : this.n;
    const cents = (n * 200n + this.d) / (this.d * 2n);
    return new Exact(this.n < 0n ? -cents : cents, 100n);
  }

  /** The text of an amount: two decimals. */
  toAmount() {
    const { n } = this.rounded();
    const digits = String(n < 0n ? -n : n).padStart(3, '0');
    return `${n < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
  }
}

export const zero = new Exact(0n);

/** Reads what a person typed: "1 234,56 €", "1,234.56", "1234.5". Null where that is no number. */
export function readTyped(text) {
  const bare = String(text).slice(0, 60).replace(/[\s\u00a0\u202f€'’_]/g, '').replace(/−/g, '-').replace(/%$/, '');
  const last = Math.max(bare.lastIndexOf(','), bare.lastIndexOf('.'));
  if (last < 0) return Exact.of(bare);
  const whole = bare.slice(0, last).replace(/[.,]/g, '');
  const places = bare.slice(last + 1);
  const repeated = (bare.match(/[.,]/g) ?? []).length > 1 && !bare.slice(0, last).includes(bare[last] === ',' ? '.' : ',');
  return Exact.of(repeated ? whole + places : `${whole || '0'}.${places || '0'}`);
}
