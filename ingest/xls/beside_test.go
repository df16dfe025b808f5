package xls

import (
	"bytes"
	"slices"
	"testing"

	"yigai/ingest/book"
)

// Old WPS writes a stream of its own beside the records; macros lie in a storage
// or, older still, in a sheet.
func TestWhatStandsBesideTheCells(t *testing.T) {
	stream := biff(plain, sheet("s", number(0, 0, 1)))
	wps := compound(testStream{"Workbook", stream}, testStream{"ETExtData", []byte("x")})
	if cells, err := readAll(wps, DefaultLimits); err != nil || len(cells) != 1 || openBytes(t, wps).Traits().Macros {
		t.Errorf("%q %v", cells, err)
	}
	macros := compound(testStream{"Workbook", stream}, testStream{"_VBA_PROJECT_CUR", nil})
	at := bytes.Index(macros, []byte("_\x00V\x00B\x00"))
	macros[at+66] = entryStorage
	put(macros, at+76, none)
	for name, data := range map[string][]byte{
		"storage":     macros,
		"macro sheet": file(plain, sheet("s", number(0, 0, 1)), testSheet{name: "m", kind: 1}),
		"module":      file(plain, sheet("s", number(0, 0, 1)), testSheet{name: "m", kind: 6}),
	} {
		cells, err := readAll(data, DefaultLimits)
		if err != nil || len(cells) != 1 || !openBytes(t, data).Traits().Macros {
			t.Errorf("%s: %q %v", name, cells, err)
		}
	}
}

// Hidden things are told, and charts between sheets are passed over.
func TestHiddenThingsAreTold(t *testing.T) {
	veryHidden := testSheet{name: "h", state: 2}
	hiddenRow := rec(recRow, uint16(0), uint16(0), uint16(9), uint16(300), make([]byte, 4), uint16(0x120), uint16(0))
	veryHidden.records = slices.Concat(rec(recColInfo, uint16(1), uint16(256), uint16(2000), uint16(0), uint16(1), uint16(0)),
		dimensions(9, 9), hiddenRow, number(0, 0, 1), number(0, 1, 2), bof(0x20), rec(recNumber, at3(5, 5), 9.0), rec(recEOF), window)
	b := openBytes(t, file(plain, testSheet{name: "c", kind: 2}, veryHidden))
	err := b.Rows(0, func(r book.Row) error {
		if !r.Hidden || len(r.Cells) != 2 || r.Cells[0].Hidden || !r.Cells[1].Hidden {
			t.Errorf("%+v", r)
		}
		return nil
	})
	if len(b.Sheets()) != 1 || !b.Sheets()[0].Hidden || err != nil || b.Verify() != nil {
		t.Errorf("%+v %v %v", b.Sheets(), err, b.Verify())
	}
}
