package programme

import (
	"regexp"
	"slices"
)

// A RecordColumn is one row of records.csv: a column of a table of single
// records, such as visits, that an office holds as Parquet files.
type RecordColumn struct {
	Place
	Table, Column      string
	Type               string // one of RecordTypes, or DECIMAL(p,s)
	Meaning, MeaningEn string
}

// A Recorded is one row of recorded.csv: an element as record tables give it, by
// one SELECT of org, period and value. It is compared with what was reported.
type Recorded struct {
	Place
	Element, Select, Note string
}

// RecordTypes are the types of columns of records besides DECIMAL(p,s).
var RecordTypes = []string{"VARCHAR", "BOOLEAN", "INTEGER", "BIGINT", "DATE"}

var (
	recordTable   = newTable("records.csv", optional, "table column type meaning", "meaning_en")
	recordedTable = newTable("recorded.csv", optional, "element select", "note")

	recordName  = regexp.MustCompile(`^[a-z][a-z0-9_]{0,62}$`)
	decimalType = regexp.MustCompile(`^DECIMAL\([1-9][0-9]?,[0-9]{1,2}\)$`)
	keptName    = regexp.MustCompile(`^(dim|mart|ref|fact|int|recorded)_`)
)

func (r record) recordColumn() RecordColumn {
	return RecordColumn{r.Place, r.need("table"), r.need("column"), r.need("type"), r.need("meaning"), r.text("meaning_en")}
}

func (r record) recorded() Recorded {
	return Recorded{r.Place, r.need("element"), r.need("select"), r.text("note")}
}

// records checks both tables: names that SQL takes, types that there are, no
// column and no element twice. What a SELECT may read is checked where it runs.
func (c *checker) records() {
	seen := map[string]bool{}
	for _, r := range c.Records {
		if !recordName.MatchString(r.Table) || !recordName.MatchString(r.Column) || keptName.MatchString(r.Table) {
			c.wrong(r.Place, "%s.%s：表名、列名只用小写字母、数字和下划线；表名不以 dim_、mart_、ref_、fact_、int_、recorded_ 开头",
				"%s.%s: names have a-z, 0-9 and _ only, and those of tables do not begin with dim_, mart_, ref_, fact_, int_ or recorded_", r.Table, r.Column)
		}
		if !isRecordType(r.Type) {
			c.wrong(r.Place, "没有 %q 这种类型：用 VARCHAR、BOOLEAN、INTEGER、BIGINT、DATE 或 DECIMAL(18,4)", "there is no type %q: use VARCHAR, BOOLEAN, INTEGER, BIGINT, DATE or DECIMAL(18,4)", r.Type)
		}
		if key := r.Table + "." + r.Column; seen[key] {
			c.wrong(r.Place, "%s 写了两次", "%s stands twice", key)
		} else {
			seen[key] = true
		}
	}
	for _, r := range c.Recorded {
		if _, known := c.byCode[r.Element]; !known {
			c.wrong(r.Place, "数据元 %s 不在 elements.csv 中", "element %s is not in elements.csv", r.Element)
		}
		if seen[r.Element] {
			c.wrong(r.Place, "数据元 %s 写了两次", "element %s stands twice", r.Element)
		}
		seen[r.Element] = true
		if len(c.Records) == 0 {
			c.wrong(r.Place, "没有 records.csv：先写明有哪些明细表", "there is no records.csv: say first which tables of records there are")
		}
	}
}

func isRecordType(text string) bool {
	return slices.Contains(RecordTypes, text) || decimalType.MatchString(text)
}
