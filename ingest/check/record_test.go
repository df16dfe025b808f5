package check

import (
	"fmt"
	"reflect"
	"testing"
	"time"
	"unsafe"

	"yigai/internal/decimal"
	"yigai/programme"
)

// filled puts something else into every field below v, so that one that is not
// recorded comes back empty.
func filled(v reflect.Value, n *int) {
	*n++
	switch x := v.Addr().Interface().(type) {
	case *programme.Period:
		*x = programme.Quarter(2000+*n, 1+*n%4)
		return
	case *programme.Date:
		*x = programme.Date{Time: time.Unix(int64(*n)*86400, 0).UTC()}
		return
	case **decimal.Decimal:
		d := decimal.FromInt(int64(*n))
		*x = &d
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			f := v.Field(i)
			filled(reflect.NewAt(f.Type(), unsafe.Pointer(f.UnsafeAddr())).Elem(), n)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		filled(v.Index(0), n)
		filled(v.Index(1), n)
	case reflect.String:
		v.SetString(fmt.Sprint("文", *n))
	case reflect.Int:
		v.SetInt(int64(*n))
	case reflect.Bool:
		v.SetBool(true)
	default:
		panic("no value for a field of type " + v.Type().String())
	}
}

func TestEveryFieldOfAnAnswerIsRecorded(t *testing.T) {
	var full Record
	n := 0
	filled(reflect.ValueOf(&full).Elem(), &n)
	if n < 100 {
		t.Fatalf("only %d fields were filled", n)
	}
	zero := decimal.Decimal(0)
	for _, r := range []Record{{}, full, {Result: Result{Observations: []Observation{}, Summary: Summary{RulesNotRun: []string{}, Errors: -1}}}, {Result: Result{Observations: []Observation{{Value: &zero}}}}} {
		data := r.AppendTo([]byte("before"))
		got, err := ParseRecord(data[len("before"):])
		if err != nil || !reflect.DeepEqual(got, r) {
			t.Errorf("%v: recorded\n%+v\nread\n%+v", err, r, got)
		}
		for cut := range len(data) - len("before") {
			if _, err := ParseRecord(data[len("before") : len("before")+cut]); err == nil {
				t.Fatalf("a record cut to %d of %d bytes is read", cut, len(data))
			}
		}
	}
}

func FuzzParseRecord(f *testing.F) {
	var full Record
	n := 0
	filled(reflect.ValueOf(&full).Elem(), &n)
	f.Add(full.AppendTo(nil))
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := ParseRecord(data)
		if err != nil {
			return
		}
		again, err := ParseRecord(r.AppendTo(nil))
		if err != nil || !reflect.DeepEqual(r, again) {
			t.Errorf("%v: %+v comes back as %+v", err, r, again)
		}
	})
}
