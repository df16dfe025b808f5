package programme

// Days are the days of one reporter's calendar for one period.
type Days struct {
	Opens, Due, LateAfter, LockedAfter Date
	DataTo                             Date // last day that the figures sent cover
	FinalDue                           Date // last day for final figures where the first are provisional; else no date
}

// DaysOf is the calendar of reporter for period at: the programme's, with what
// the first entry of calendar.for that names the reporter puts in its place.
func (p *Pack) DaysOf(reporter Org, at Period) Days {
	c, twice := p.Programme.Calendar, p.Programme.Calendar.FirstReport == "provisional"
	for _, f := range c.For {
		if scopeHolds(f.Scope, reporter) {
			c, twice = c.with(f), twice && (f.DataTo == nil || *f.DataTo < 0)
			break
		}
	}
	on := func(n int) Date { return Date{at.Last().AddDate(0, 0, n)} }
	d := Days{Opens: on(c.Opens), Due: on(c.Due), LateAfter: on(c.LateAfter), LockedAfter: on(c.LockedAfter), DataTo: on(c.DataTo)}
	if twice {
		d.FinalDue = on(c.FinalDue)
	}
	return d
}

func (c Calendar) with(f CalendarFor) Calendar {
	for _, day := range []struct {
		mine  *int
		given *int
	}{{&c.Opens, f.Opens}, {&c.Due, f.Due}, {&c.LateAfter, f.LateAfter}, {&c.LockedAfter, f.LockedAfter}, {&c.DataTo, f.DataTo}} {
		if day.given != nil {
			*day.mine = *day.given
		}
	}
	return c
}
