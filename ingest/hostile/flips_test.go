package hostile

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"yigai/data"
	"yigai/ingest/check"
	"yigai/ingest/sample"
	"yigai/programme"
)

// provenVariable makes the long proofs run in full, as `make prove` does.
const provenVariable = "YIGAI_PROVE"

// How many workbooks have bits turned over, and how many bits in each: all of
// them in `make prove`, a few in `make test`.
const flipBooks, flipBits, flipFew = 40, 50, 2

// TestOneWrongBitChangesNothing: one bit turned over anywhere in a workbook gives
// the same values and findings, or a file that counts for nothing.
func TestOneWrongBitChangesNothing(t *testing.T) {
	bits, pack := flipFew, hanzhong(t)
	if os.Getenv(provenVariable) != "" {
		bits = flipBits
	}
	books := flippable(t, pack)
	flips, refused := 0, 0
	for _, name := range slices.Sorted(maps.Keys(books)) {
		file := books[name]
		want, accepted := whole(t, pack, name, file)
		if !accepted {
			t.Fatalf("%s is not accepted as it is: %s", name, want)
		}
		random := rand.New(rand.NewPCG(uint64(len(file)), 3))
		for range bits {
			bit := random.IntN(len(file) * 8)
			file[bit/8] ^= 1 << (bit % 8)
			got, accepted := whole(t, pack, name, file)
			file[bit/8] ^= 1 << (bit % 8)
			if flips++; !accepted {
				refused++
			} else if got != want {
				t.Errorf("%s: bit %d changes what is read", name, bit)
			}
		}
	}
	t.Logf("%d bits in %d workbooks: %d refused, the others changed nothing", flips, len(books), refused)
	if len(books) != flipBooks || refused < flips/2 {
		t.Errorf("%d workbooks, %d of %d refused: the test flips nothing", len(books), refused, flips)
	}
}

// whole is everything a file is answered, and whether any of it counts.
func whole(t *testing.T, pack *programme.Pack, name string, file []byte) (string, bool) {
	t.Helper()
	r, err := check.Collect(check.Input{File: bytes.NewReader(file), Size: int64(len(file)), Name: name, Pack: pack})
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(text), r.Accepted()
}

func hanzhong(t *testing.T) *programme.Pack {
	t.Helper()
	folder, err := fs.Sub(data.Programmes(), "hanzhong-2022")
	if err != nil {
		t.Fatal(err)
	}
	pack, mistakes := programme.Load(folder)
	if len(mistakes) > 0 {
		t.Fatal(mistakes[0])
	}
	return pack
}

// flippable are 40 filled workbooks of the sample, one of them made to carry
// macros.
func flippable(t *testing.T, pack *programme.Pack) map[string][]byte {
	t.Helper()
	folder, books := t.TempDir(), map[string][]byte{}
	o := sample.Options{Periods: []programme.Period{programme.MustPeriod("2022Q1"), programme.MustPeriod("2022Q2")}, Seed: 7, Uneventful: true}
	if _, err := sample.Write(folder, pack, o); err != nil {
		t.Fatal(err)
	}
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".xlsx" || len(books) == flipBooks {
			return err
		}
		books[strings.ReplaceAll(strings.TrimPrefix(path, folder), string(filepath.Separator), "-")], err = os.ReadFile(path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, file := range books {
		if strings.Contains(name, "610702") {
			books[name] = withMacros(t, file)
		}
	}
	return books
}
