package payroll

import (
	"github.com/bobine-film/bobine/worktime"
)

// stage is what the limits of working time of a week depend on, beside its date.
type stage struct {
	agreement Agreement
	setting   worktime.Setting
	paris     bool
	fiction   bool
}

// stage returns that of a week. In audiovisual production neither setting nor place have an effect,
// and documentaries have the nights of fiction (VI.10).
func (w *WorkingWeek) stage() stage {
	if w.Agreement == Audiovisual {
		return stage{agreement: Audiovisual, setting: worktime.Shoot, fiction: w.Genre == Fiction || w.Genre == Documentary}
	}
	return stage{agreement: Cinema, setting: w.Setting, paris: w.Paris}
}

// situation is the stage as worktime has it. The weeks of a shoot of cinema are taken to be
// authorised to sixty hours (art. 24): a time sheet does not say.
func (s stage) situation() worktime.Situation {
	of := worktime.Situation{
		Agreement: worktime.Agreement(s.agreement), Setting: s.setting, Place: worktime.Region, Fiction: s.fiction,
	}
	if s.paris {
		of.Place = worktime.Paris
	}
	if s.agreement == Cinema {
		of.Derogations = []worktime.Derogation{worktime.WeeklySixty}
	}
	return of
}

// stages returns every stage.
func stages() []stage {
	all := []stage{
		{agreement: Audiovisual, setting: worktime.Shoot},
		{agreement: Audiovisual, setting: worktime.Shoot, fiction: true},
	}
	for _, s := range settings {
		all = append(all, stage{agreement: Cinema, setting: s}, stage{agreement: Cinema, setting: s, paris: true})
	}
	return all
}

// weekLimits are the limits of working time of a stage.
type weekLimits struct {
	*worktime.Bounds
	// rest is the one due before a day, weeklyRest before the first day of a weekly engagement (cinema
	// art. 25, 26, 35). What lacks of them is paid.
	rest, weeklyRest *wageFigure
}

// limits returns the limits of working time of every stage.
func (l *wageLoader) limits(limits worktime.Limits) map[stage]*weekLimits {
	of := stages()
	situations := make([]worktime.Situation, len(of))
	for i, s := range of {
		situations[i] = s.situation()
	}
	bounds, err := limits.Bounds(l.date, situations...)
	if err != nil {
		l.fail(err)
		return nil
	}
	byStage := make(map[stage]*weekLimits, len(of))
	for i, b := range bounds {
		w := &weekLimits{Bounds: b, rest: l.limit(b.DailyRest())}
		w.weeklyRest = w.rest
		if limit, has := b.Limit(worktime.WeeklyRest); has && of[i].agreement == Cinema {
			w.weeklyRest = l.limit(limit)
		}
		for limit := range b.All() {
			l.checkLimit(limit)
		}
		byStage[of[i]] = w
		l.hold(b.Held().From, b.Held().To)
	}
	return byStage
}

// limit returns a limit of working time as a figure that hours are paid by.
func (l *wageLoader) limit(limit worktime.Limit) *wageFigure {
	l.checkLimit(limit)
	f := &wageFigure{n: int64(limit.Value), refs: limit.Refs}
	if len(limit.Notices) > 0 {
		f.notice = limit.Notices[0]
	}
	return f
}

// checkLimit refuses a limit that no rest reaches.
func (l *wageLoader) checkLimit(limit worktime.Limit) {
	if limit.Value > mostRest {
		l.fail(outOfRange(limit.Key, "minutes that hours are reckoned with"))
	}
}
