package reports

import (
	"reflect"
	"testing"

	"yigai/internal/parquetio"
)

// filled sets every field of a row to something else than its zero value.
func filled(t *testing.T, row any, seed int) {
	t.Helper()
	v := reflect.ValueOf(row).Elem()
	for n := range v.NumField() {
		switch f := v.Field(n); f.Interface().(type) {
		case string:
			f.SetString(v.Type().Field(n).Name + string(rune('a'+seed)))
		case int:
			f.SetInt(int64(1000*seed + n + 1))
		case bool:
			f.SetBool(true)
		case parquetio.Number:
			f.Set(reflect.ValueOf(parquetio.Decimal(int64(seed*100+n), 1+n%6)))
		case parquetio.Date:
			f.Set(reflect.ValueOf(parquetio.DateOf(2020+seed, 1, 1+n%28)))
		default:
			t.Fatalf("%s: a kind of field that the test does not know", v.Type().Field(n).Name)
		}
	}
}

// No column of a table is lost in the store, and what is empty stays so.
func TestValueStoreKeepsEveryField(t *testing.T) {
	rows := make([]valueRow, 3)
	filled(t, &rows[0], 1)
	filled(t, &rows[1], 2)
	var s valueStore
	s.add(rows[:1])
	s.add(rows[1:])
	s.index()
	for n, want := range rows {
		p := s.find(valueList{want.Indicator, want.Period, want.Basis}, want.Org)
		if p == nil {
			t.Fatalf("row %d is not found", n)
		}
		if got := s.words.row(p); got != want {
			t.Errorf("got %+v\nwant %+v", got, want)
		}
	}
	if s.find(valueList{rows[0].Indicator, rows[0].Period, rows[0].Basis}, rows[1].Org) != nil {
		t.Error("an org without a row has one")
	}
}
