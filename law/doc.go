// Package law holds legal and conventional figures as data: every value dated, cited,
// and marked with how sure it is.
//
// A [Table] is read once from a document such as
//
//	{
//	  "name": "payroll",
//	  "verifiedOn": "2026-11-22",
//	  "references": [
//	    {"key": "CSS D242-3", "title": "Code de la sécurité sociale, art. D242-3", "url": "https://www.legifrance.gouv.fr/…"}
//	  ],
//	  "parameters": [
//	    {"key": "maladie/employer", "unit": "percent", "values": [
//	      {"from": "2018-01-01", "value": "13", "refs": ["CSS D242-3"], "status": "verified"}
//	    ]}
//	  ]
//	}
//
// and answers what a parameter was worth on a day ([Table.At]), with its reference. A day
// before the first value is an error ([ErrNoValue]), never a guess. A value that is not
// verified, or a day after the table was last verified, is answered with a [Notice] that
// belongs in the result.
//
// Where sources disagree, the value in use stands beside named alternatives, which
// [Table.Choose] selects; [Table.With] sets a figure of the caller's own. Both return a
// copy.
//
// Tables are immutable and every function is safe for concurrent use.
package law
