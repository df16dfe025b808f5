//go:build cgo

package programme

type bulletinRow struct {
	own
	Line      string `parquet:"line"`
	Section   string `parquet:"section"`
	Seq       int32  `parquet:"seq"`
	Heading   string `parquet:"heading"`
	HeadingEn string `parquet:"heading_en"`
	Each      string `parquet:"each"`
	When      string `parquet:"when"`
	Joined    bool   `parquet:"joined"`
	Text      string `parquet:"text"`
	TextEn    string `parquet:"text_en"`
	Limit     int32  `parquet:"limit"`
	Note      string `parquet:"note"`
}

func (r reference) bulletin() (rows []bulletinRow) {
	for i, l := range r.pack.BulletinInForce() {
		rows = append(rows, bulletinRow{r.own, l.Code, l.Section, int32(i + 1), l.Heading, l.HeadingEn, l.Each, l.When, l.Joined, l.Text, l.TextEn, int32(l.Limit), l.Note})
	}
	return rows
}
