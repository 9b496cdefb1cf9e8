package dossier

import (
	"slices"

	"github.com/bobine-film/bobine/law"
)

// notices are those of the library in the language of the page. Doubts that differ in their figure alone are one.
func (w *writer) notices(list []law.Notice) []remark {
	var sets [][]doubt
	for _, n := range list {
		d := doubtOf(n)
		if at := slices.IndexFunc(sets, func(s []doubt) bool { return s[0].like(d) }); at >= 0 {
			sets[at] = append(sets[at], d)
			continue
		}
		sets = append(sets, []doubt{d})
	}
	var all []remark
	for _, set := range sets {
		r := w.told(set)
		r.Refs = set[0].Refs
		all = append(all, r)
	}
	return all
}

// told is the remark of doubts that are alike, and of a notice that is none.
func (w *writer) told(set []doubt) remark {
	switch {
	case set[0].status == "":
		return w.plainNotice(set[0].Notice)
	case len(set) == 1:
		return w.single(set[0])
	}
	return w.several(set)
}

// plainNotice is a notice by its code, with the amounts of its message. What has no words is left in English.
func (w *writer) plainNotice(n law.Notice) remark {
	r := remark{Tag: w.Word("notice", n.Code), Class: "warn", About: w.account(n.Key)}
	if r.About == n.Key {
		r.About = w.parameter(n.Key)
	}
	if n.Code == law.CodeStale {
		r.Class = "bad"
	}
	_, figures := w.amounts(n.Message)
	for _, code := range []string{n.Code + "/" + n.Key, n.Code} {
		if text, known := w.sentence("told", code, figures...); known {
			r.Text = text
			return r
		}
	}
	r.Note = w.formatted(n.Message)
	return r
}
