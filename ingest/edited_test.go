package ingest

import (
	"os"
	"strings"
	"testing"

	"yigai/programme"
)

// An edited bulletin enters the first edition of its period after it: the newest
// one that nobody withdrew.
func TestWhichEditedBulletinEntersAnEdition(t *testing.T) {
	at, err := programme.ParsePeriod("2022Q1")
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		said []string // edited FILE PERIOD, published PERIOD, withdrawn SEQ
		want string
	}{
		"none":                               {nil, ""},
		"one":                                {[]string{"edited a 2022Q1"}, "a"},
		"of another period":                  {[]string{"edited a 2022Q2"}, ""},
		"a newer one":                        {[]string{"edited a 2022Q1", "edited b 2022Q1"}, "b"},
		"the newer one withdrawn":            {[]string{"edited a 2022Q1", "edited b 2022Q1", "withdrawn 2"}, "a"},
		"published since":                    {[]string{"edited a 2022Q1", "published 2022Q1"}, ""},
		"another period published since":     {[]string{"edited a 2022Q1", "published 2022Q2"}, "a"},
		"again after it was published":       {[]string{"edited a 2022Q1", "published 2022Q1", "edited b 2022Q1"}, "b"},
		"withdrawn after it was published":   {[]string{"edited a 2022Q1", "published 2022Q1", "withdrawn 1"}, ""},
		"the same file, noted and withdrawn": {[]string{"edited a 2022Q1", "withdrawn 1"}, ""},
	} {
		ws := newWorkspace(t, true)
		for _, said := range c.said {
			w := append(strings.Fields(said), "")
			var kind string
			var data any
			switch w[0] {
			case "edited":
				sha, err := KeepEdited(ws, []byte(w[1]))
				if err != nil {
					t.Fatal(err)
				}
				kind, data = EntryEdited, Decision{Period: w[2], Text: ManifestText(sha), Value: "0", By: "示例人员甲"}
			case "published":
				kind, data = EntryPublished, Published{Decision: Decision{Period: w[1], By: "示例人员甲"}}
			case "withdrawn":
				kind, data = EntryWithdrawn, Withdrawal{Entry: int(w[1][0] - '0'), By: "示例人员甲"}
			}
			if _, err := ws.Journal.Append(kind, noon, data); err != nil {
				t.Fatal(err)
			}
		}
		e, ok, err := EditedFor(ws, at)
		if err != nil || ok != (c.want != "") {
			t.Fatalf("%s: %v %v", name, ok, err)
		}
		if damages, err := Verify(ws); err != nil || len(damages) > 0 {
			t.Errorf("%s: verify says %v %v", name, damages, err)
		}
		if !ok {
			continue
		}
		if data, err := ReadEdited(ws, e); err != nil || string(data) != c.want {
			t.Errorf("%s: %q %v, not %q", name, data, err, c.want)
		}
	}
}

// A kept bulletin that is changed or lost is named, and never read.
func TestADamagedEditedBulletinIsNamed(t *testing.T) {
	ws := newWorkspace(t, true)
	sha, err := KeepEdited(ws, []byte("as edited"))
	if err != nil {
		t.Fatal(err)
	}
	d := Decision{Period: "2022Q1", Text: ManifestText(sha), By: "示例人员甲"}
	if _, err := ws.Journal.Append(EntryEdited, noon, d); err != nil {
		t.Fatal(err)
	}
	path := ws.Path("originals", sha+editedExtension)
	for _, kind := range []string{"changed", "missing"} {
		err := os.Remove(path)
		if err == nil && kind == "changed" {
			err = os.WriteFile(path, []byte("forged"), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
		damages, err := Verify(ws)
		if err != nil || len(damages) != 1 || damages[0].Kind != kind || damages[0].Path != "originals/"+sha+".docx" {
			t.Errorf("%s: %v %v", kind, damages, err)
		}
		if _, err := ReadEdited(ws, Edited{Decision: d}); err == nil {
			t.Errorf("%s: it was read", kind)
		}
	}
	if _, err := KeepEdited(ws, []byte("as edited")); err != nil {
		t.Fatal(err)
	}
	if damages, err := Verify(ws); err != nil || len(damages) > 0 {
		t.Errorf("kept again: %v %v", damages, err)
	}
}
