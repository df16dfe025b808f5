package opendata

// Meta is what the tables do not say of an edition.
type Meta struct {
	Name         string        // 2022Q1-r1; "" for a preview
	Day          string        // the day it was published, YYYY-MM-DD; "" for a preview
	Licence      Licence       // the office's to set; the zero Licence: none is stated
	Address      string        // of the public site, "" where the office set none
	Contributors []Contributor // beside the publisher, whom dim_programme names
}

// A Licence says what others may do with the data.
type Licence struct {
	Name  string // a short name such as CC-BY-4.0, "" for none
	Title string
	Path  string // where its text stands
}

// A Contributor is a person or an office and what it did, in the words of the
// Data Package: author, publisher, maintainer, wrangler, contributor.
type Contributor struct {
	Title string
	Roles []string
}
