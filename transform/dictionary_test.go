package transform

import (
	"flag"
	"os"
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
