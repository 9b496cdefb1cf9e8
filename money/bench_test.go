package money

import "testing"

func BenchmarkAdd(b *testing.B) {
	b.ReportAllocs()
	total := Amount{}
	for b.Loop() {
		total, _ = total.Add(Amount{1})
	}
}

func BenchmarkMul(b *testing.B) {
	b.ReportAllocs()
	rate := MustDecimal("0.0698")
	for b.Loop() {
		_, _ = Mul(Amount{250_000}, rate)
	}
}

func BenchmarkRound(b *testing.B) {
	b.ReportAllocs()
	d := MustDecimal("1234.5678").Decimal()
	for b.Loop() {
		_, _ = Round(d)
	}
}

func BenchmarkParse(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		_, _ = Parse("12345.67")
	}
}

func BenchmarkAppendText(b *testing.B) {
	b.ReportAllocs()
	var buf [maxText]byte
	for b.Loop() {
		_, _ = Amount{1234567}.AppendText(buf[:0])
	}
}

func BenchmarkSumOfAMillion(b *testing.B) {
	b.ReportAllocs()
	amounts := make([]Amount, 1_000_000)
	for i := range amounts {
		amounts[i].cents = int64(i)
	}
	for b.Loop() {
		_, _ = Sum(amounts...)
	}
}

func benchmarkWeights(b *testing.B, n int) Weights {
	b.Helper()
	shares := make([]Fraction, n)
	for i := range shares {
		shares[i] = must(NewFraction(int64(i%7+1), 100))
	}
	return must(NewWeights(shares...))
}

func BenchmarkApportionAmong10(b *testing.B) {
	b.ReportAllocs()
	w := benchmarkWeights(b, 10)
	for b.Loop() {
		_, _ = Apportion(Amount{123_456_789}, w)
	}
}

func BenchmarkWebsterAmong10(b *testing.B) {
	b.ReportAllocs()
	w := benchmarkWeights(b, 10)
	parts := make([]Amount, 10)
	for b.Loop() {
		_ = WebsterInto(parts, Amount{123_456_789}, w)
	}
}
