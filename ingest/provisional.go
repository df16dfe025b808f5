package ingest

import "yigai/ingest/check"

// objectToProvisional doubts a provisional report that came after a final one of
// the same reporter, period and part was accepted.
func (r *rebuild) objectToProvisional() {
	type key struct {
		desk
		part string
	}
	final := map[key]string{} // receipt of the first
	for _, j := range r.files {
		for _, s := range j.subs {
			k := key{s.desk(), s.part}
			switch number := final[k]; {
			case !j.result.Accepted() || j.History || r.pack.IsHistory(s.period):
			case !j.result.Cover.Provisional && number == "":
				final[k] = j.Number
			case j.result.Cover.Provisional && number != "":
				j.result.Object(j.FileName, check.Objection{Code: "E-PROVISIONAL", Found: number})
			}
		}
	}
}
