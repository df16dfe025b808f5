package reports

import "slices"

// acceptedWords says who accepted a doubt, until when and why.
func acceptedWords(by, until, reason string) string {
	return "存疑已由" + by + "核实接受，至 " + until + "：" + reason + " (doubt accepted by " + by + " until " + until + ")"
}

// acceptedOf are the words about every accepted doubt about an element of an org in the period.
func (d desk) acceptedOf(org, element string) []string {
	var words []string
	for _, q := range d.qualityBy[orgPeriod{org, d.period.Period}] {
		if q.Waived && q.Element == element {
			words = append(words, acceptedWords(q.WaivedBy, q.Until.String(), q.Reason))
		}
	}
	for _, f := range d.aboutBy[orgPeriod{org, d.period.Period}] {
		if f.Waived && f.Element == element {
			words = append(words, acceptedWords(f.WaivedBy, f.Until.String(), f.Reason))
		}
	}
	return words
}

// accepted are those about the elements that a figure of one org is made of.
// A figure of several orgs has them at the orgs' own.
func (d desk) accepted(v valueRow) []string {
	if v.Org == d.head.Region || v.RolledUp {
		return nil
	}
	var words, seen []string
	for _, l := range d.lineageOf(v) {
		if slices.Contains(seen, l.Element) {
			continue
		}
		seen = append(seen, l.Element)
		for _, w := range d.acceptedOf(v.Org, l.Element) {
			if !slices.Contains(words, w) {
				words = append(words, w)
			}
		}
	}
	return words
}

// acceptedNotes are the footnotes under a table of figures.
func acceptedNotes(figures []figure) []string {
	var notes []string
	for _, f := range figures {
		for _, words := range f.Accepted {
			notes = append(notes, "核 "+f.Name+"："+words)
		}
	}
	return notes
}
