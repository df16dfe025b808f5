//go:build cgo

package programme

import (
	"time"

	"yigai/internal/decimal"
)

// The columns of the reference tables. Days are counted from 1970-01-01,
// decimals are scaled by 10^4; a pointer is a column that may be NULL.

type own struct {
	Programme string `parquet:"programme"`
	Sample    bool   `parquet:"sample"`
}

type runRow struct {
	own
	Period         string `parquet:"period"`
	AsOf           *int32 `parquet:"as_of,date"`
	Mode           string `parquet:"mode"`
	ProgramVersion string `parquet:"program_version"`
	Edition        string `parquet:"edition"`
	PublishedOn    *int32 `parquet:"published_on,date"`
}

type programmeRow struct {
	own
	Title         string `parquet:"title"`
	TitleEn       string `parquet:"title_en"`
	ShortTitle    string `parquet:"short_title"`
	ShortTitleEn  string `parquet:"short_title_en"`
	Number        string `parquet:"number"`
	Issuer        string `parquet:"issuer"`
	IssuerEn      string `parquet:"issuer_en"`
	Secretariat   string `parquet:"secretariat"`
	SecretariatEn string `parquet:"secretariat_en"`
	Issued        *int32 `parquet:"issued,date"`
	Status        string `parquet:"status"`
	Region        string `parquet:"region"`
	PackHash      string `parquet:"pack_hash"`
	PeriodKind    string `parquet:"period_kind"`
	RankedAmong   string `parquet:"ranked_among"`
	DocumentKind  string `parquet:"document_kind"`
	Addressee     string `parquet:"addressee"`
	Copies        string `parquet:"copies"`
	Letterhead    string `parquet:"letterhead"`
	wordColumns
	DataTo      int32  `parquet:"data_to"`
	FirstReport string `parquet:"first_report"`
}

type periodRow struct {
	own
	Period       string `parquet:"period"`
	Seq          int32  `parquet:"seq"`
	Year         int32  `parquet:"year"`
	Nth          int32  `parquet:"nth"`
	Name         string `parquet:"name"`
	FirstDay     *int32 `parquet:"first_day,date"`
	LastDay      *int32 `parquet:"last_day,date"`
	Opens        *int32 `parquet:"opens,date"`
	Due          *int32 `parquet:"due,date"`
	LateAfter    *int32 `parquet:"late_after,date"`
	LockedAfter  *int32 `parquet:"locked_after,date"`
	CutOff       *int32 `parquet:"cut_off,date"`
	History      bool   `parquet:"history"`
	Previous     string `parquet:"previous"`
	SameLastYear string `parquet:"same_last_year"`
}

type orgRow struct {
	own
	Org       string `parquet:"org"`
	Seq       int32  `parquet:"seq"`
	Name      string `parquet:"name"`
	NameEn    string `parquet:"name_en"`
	ShortName string `parquet:"short_name"`
	Kind      string `parquet:"kind"`
	Class     string `parquet:"class"`
	Parent    string `parquet:"parent"`
	Additive  bool   `parquet:"additive"`
	ValidFrom *int32 `parquet:"valid_from,date"`
	ValidTo   *int32 `parquet:"valid_to,date"`
	Successor string `parquet:"successor"`
}

type attributeRow struct {
	own
	Org       string `parquet:"org"`
	Attribute string `parquet:"attribute"`
	Basis     string `parquet:"basis"`
	AsOf      *int32 `parquet:"as_of,date"`
	Value     int64  `parquet:"value,decimal(4:18)"`
	Source    string `parquet:"source"`
	FileLine  string `parquet:"file_line"`
}

type aliasRow struct {
	own
	Org       string `parquet:"org"`
	Alias     string `parquet:"alias"`
	ValidFrom *int32 `parquet:"valid_from,date"`
	ValidTo   *int32 `parquet:"valid_to,date"`
}

type elementRow struct {
	own
	Element    string `parquet:"element"`
	Seq        int32  `parquet:"seq"`
	Name       string `parquet:"name"`
	NameEn     string `parquet:"name_en"`
	Unit       string `parquet:"unit"`
	ValueType  string `parquet:"value_type"`
	Kind       string `parquet:"kind"`
	Basis      string `parquet:"basis"`
	Decimals   int32  `parquet:"decimals"`
	Min        *int64 `parquet:"min,decimal(4:18)"`
	Max        *int64 `parquet:"max,decimal(4:18)"`
	Level      string `parquet:"level"`
	Authority  string `parquet:"authority"`
	Definition string `parquet:"definition"`
	Source     string `parquet:"source"`
}

type indicatorRow struct {
	own
	Indicator    string `parquet:"indicator"`
	Version      string `parquet:"version"`
	Seq          int32  `parquet:"seq"`
	Group        string `parquet:"group"`
	GroupEn      string `parquet:"group_en"`
	Name         string `parquet:"name"`
	NameEn       string `parquet:"name_en"`
	Unit         string `parquet:"unit"`
	Type         string `parquet:"type"`
	Rollup       string `parquet:"rollup"`
	Scale        int64  `parquet:"scale,decimal(4:18)"`
	Decimals     int32  `parquet:"decimals"`
	Direction    string `parquet:"direction"`
	DefaultBasis string `parquet:"default_basis"`
	Definition   string `parquet:"definition"`
	DefinitionEn string `parquet:"definition_en"`
	Source       string `parquet:"source"`
	ValidFrom    *int32 `parquet:"valid_from,date"`
	ValidTo      *int32 `parquet:"valid_to,date"`
}

type formulaRow struct {
	own
	Indicator string `parquet:"indicator"`
	Version   string `parquet:"version"`
	Part      string `parquet:"part"`
	Seq       int32  `parquet:"seq"`
	Element   string `parquet:"element"`
	Factor    int64  `parquet:"factor,decimal(4:18)"`
	Transform string `parquet:"transform"`
	Threshold *int64 `parquet:"threshold,decimal(4:18)"`
	Shift     int32  `parquet:"shift"`
}

type lightRow struct {
	own
	Seq       int32  `parquet:"seq"`
	Light     string `parquet:"light"`
	Text      string `parquet:"text"`
	TextEn    string `parquet:"text_en"`
	Colour    string `parquet:"colour"`
	State     string `parquet:"state"`
	Condition string `parquet:"condition"`
	Value     *int64 `parquet:"value,decimal(4:18)"`
	Periods   int32  `parquet:"periods"`
}

type assumptionRow struct {
	own
	Seq    int32  `parquet:"seq"`
	What   string `parquet:"what"`
	Reason string `parquet:"reason"`
	About  string `parquet:"about"`
	Tasks  string `parquet:"tasks"`
}

type tileRow struct {
	own
	Map    string `parquet:"map"`
	Org    string `parquet:"org"`
	Column int32  `parquet:"column"`
	Row    int32  `parquet:"row"`
}

type expectedRow struct {
	own
	Period   string `parquet:"period"`
	Reporter string `parquet:"reporter"`
	Org      string `parquet:"org"`
	Element  string `parquet:"element"`
	Sheet    string `parquet:"sheet"`
	Required bool   `parquet:"required"`
}

type expectedTaskRow struct {
	own
	Period   string `parquet:"period"`
	Reporter string `parquet:"reporter"`
	Task     string `parquet:"task"`
	Role     string `parquet:"role"`
	Required bool   `parquet:"required"`
}

// days counts from 1970-01-01; nil for no date.
func days(d Date) *int32 {
	if d.IsZero() {
		return nil
	}
	n := int32(d.Unix() / int64((24*time.Hour)/time.Second))
	return &n
}

func scaled(d *decimal.Decimal) *int64 { return (*int64)(d) }

// parsed gives the number in s, nil for none; Check has refused anything else.
func parsed(s string) *int64 {
	d, err := decimal.Parse(s)
	if err != nil {
		return nil
	}
	return scaled(&d)
}
