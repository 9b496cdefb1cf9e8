package schedule

// bound returns a cost that no plan goes below: the fewest days that the length of scenes leaves to the shoot,
// to each player, location and thing hired. It counts neither waiting nor re-openings.
//
// Complexity: the scenes times who is in them.
func (m *shootModel) bound() int64 {
	past := newShootState(m, 0)
	var all []int32
	byResource := make([][]int32, len(m.resources))
	for b := range m.blocks {
		for _, i := range m.blocks[b].scenes {
			all = append(all, i)
			for _, r := range m.scenes[i].resources {
				byResource[r] = append(byResource[r], i)
			}
		}
	}
	total, locationDays := past.reopenCost, 0
	for r := range m.resources {
		free, done := m.fewestDays(byResource[r], m.resources[r].kind == castResource, m.resources[r].index), 0
		for d := past.dates[r].next(0); d >= 0; d = past.dates[r].next(d + 1) {
			done++
		}
		if free+done == 0 {
			continue
		}
		switch index := m.resources[r].index; m.resources[r].kind {
		case castResource:
			total += m.leastPay(&m.s.Cast[index], free, done, past.costs[r].use)
		case equipmentResource:
			total += max(past.costs[r].use, m.leastHire(&m.s.Equipment[index], free+done))
		case locationResource:
			l := &m.s.Locations[index]
			dates := (free + m.units - 1) / m.units // all units may be there on one day
			total += int64(dates+done)*l.Day.Cents() + l.Open.Cents()
			locationDays += free
		}
	}
	total += past.slotCost
	if len(all) > 0 {
		total += m.leastDays(all, locationDays)
	}
	return total
}

// hold is the most minutes of work a day.
func (m *shootModel) hold() int {
	most := 1
	for studio := range m.crew {
		for d := range m.dates {
			most = max(most, m.crew[studio][d].work)
		}
	}
	return min(most, m.s.Rules.DayMinutes+m.s.Rules.OvertimeMinutes)
}

// fewestDays returns a number of days of a unit below which some scenes are not shot; of a player the hours
// count too.
func (m *shootModel) fewestDays(scenes []int32, isCast bool, player int) int {
	if len(scenes) == 0 {
		return 0
	}
	hold := m.hold()
	if isCast && m.player[player] != nil {
		most := 1
		for d := range m.player[player] {
			most = max(most, m.player[player][d].work)
		}
		hold = min(hold, most)
	}
	days := m.packed(scenes, hold)
	if m.s.Rules.MixedCall != nil {
		return days
	}
	var light, dark []int32 // on different days
	for _, i := range scenes {
		if m.scenes[i].light {
			light = append(light, i)
		} else if m.scenes[i].dark {
			dark = append(dark, i)
		}
	}
	return max(days, m.packed(light, hold)+m.packed(dark, hold))
}

// packed returns a number of days below which scenes do not fit: by minutes, by eighths, and by those of which
// no two fit into a day.
func (m *shootModel) packed(scenes []int32, hold int) int {
	minutes, eighths := 0, 0
	for _, i := range scenes {
		minutes += m.scenes[i].minutes
		eighths += m.scenes[i].eighths
	}
	days := max((minutes+hold-1)/hold, m.tooLong(scenes, hold))
	if limit := int(m.s.Rules.DayEighths); limit > 0 {
		days = max(days, (eighths+limit-1)/limit)
	}
	return days
}

// tooLong counts the scenes of which no two fit into a day by minutes, or by eighths, whichever are more.
func (m *shootModel) tooLong(scenes []int32, hold int) int {
	byMinutes, byEighths := 0, 0
	for _, i := range scenes {
		if 2*m.scenes[i].minutes > hold {
			byMinutes++
		}
		if 2*m.scenes[i].eighths > int(m.s.Rules.DayEighths) && m.s.Rules.DayEighths > 0 {
			byEighths++
		}
	}
	return max(byMinutes, byEighths)
}

// leastPay returns the least pay of a player for so many days of work to come, after those of the past and their
// pay: a day after all others costs its rate at least, whatever gap is then dropped.
func (m *shootModel) leastPay(c *ShootCast, days, done int, past int64) int64 {
	switch c.Contract {
	case Flat:
		return c.Flat.Cents()
	case ByWeek:
		return max(past, int64((days+done+6)/7)*c.Week.Cents())
	}
	return past + int64(days)*c.Day.Cents()
}

// leastHire returns the least hire for so many days: as many of them in a week as a week has.
func (m *shootModel) leastHire(e *ShootEquipment, days int) int64 {
	week := func(n int) int64 {
		due := int64(n) * e.Day.Cents()
		if e.Week != nil {
			due = min(due, e.Week.Cents())
		}
		return due
	}
	return int64(days/7)*week(7) + week(days%7)
}

// leastDays returns the least cost of days, overtime and moves of scenes whose locations need so many days:
// fewer days mean more overtime and more moves.
func (m *shootModel) leastDays(scenes []int32, locationDays int) int64 {
	days := m.fewestDays(scenes, false, 0)
	if k := m.s.Rules.DayLocations; k > 0 {
		days = max(days, (locationDays+k-1)/k)
	}
	unit := m.unitDay[0]
	for _, day := range m.unitDay {
		unit = min(unit, day)
	}
	minutes := 0
	for _, i := range scenes {
		minutes += m.scenes[i].minutes
	}
	least := int64(-1)
	for n := max(days, 1); n <= max(len(m.blocks), days); n++ {
		moves := int64(max(0, locationDays-n))
		work := int64(minutes) + moves*int64(m.s.Rules.MoveMinutes)
		over := max(0, work-int64(n)*int64(m.s.Rules.DayMinutes))
		cost := int64(n)*unit + over*m.s.Costs.OvertimeMinute.Cents() + moves*m.s.Costs.Move.Cents()
		if least < 0 || cost < least {
			least = cost
		}
	}
	return least
}
