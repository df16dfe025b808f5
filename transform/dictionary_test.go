package transform

import (
	"flag"
	"os"
	"regexp"
	"testing"

	"yigai/internal/atomicfile"
)

var update = flag.Bool("update", false, "write the expected files anew")

const dictionaryFile = "../docs/data-dictionary.md"

func TestDictionaryIsCurrent(t *testing.T) {
	want, err := Dictionary()
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := atomicfile.WriteBytes(dictionaryFile, []byte(want)); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(dictionaryFile)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Errorf("%s is not what the cards say: run go test ./transform -run Dictionary -update", dictionaryFile)
	}
}

// The dictionary is the same for every programme: it calls places by no
// programme's word, and says total, never the whole city.
func TestDictionaryKnowsNoProgramme(t *testing.T) {
	words, err := Dictionary()
	if err != nil {
		t.Fatal(err)
	}
	for _, found := range regexp.MustCompile(`.*(全市|全省|县区|each county).*`).FindAllString(words, -1) {
		t.Errorf("a word of one programme: %s", found)
	}
}
