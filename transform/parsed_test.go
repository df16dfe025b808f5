package transform

import (
	"bytes"
	"encoding/json"
	"os"
	"reflect"
	"slices"
	"testing"
)

// TestParsedIsWhatTheParserFinds holds parsed.json against DuckDB's parser, for
// every model and test and nothing else.
func TestParsedIsWhatTheParserFinds(t *testing.T) {
	e, texts := testEngine(t), map[string]parsedText{}
	for file, text := range modelFiles(t) {
		r, err := parse(t.Context(), e, text)
		if err != nil || len(r.functions) > 0 {
			t.Fatal(file, err, r.functions)
		}
		p := parsedText{With: r.with}
		for _, found := range r.tables {
			p.Tables, p.Offsets = append(p.Tables, found.name), append(p.Offsets, found.offset)
		}
		texts[hashOf(text)] = p
		if was, ok, err := known(text); !*update && (err != nil || !ok || !slices.Equal(was.tables, r.tables) || !slices.Equal(was.with, r.with)) {
			t.Errorf("%s is not as parsed.json has it (%v); run: go test ./transform -run 'Dictionary|Parsed' -update", file, err)
		}
	}
	was, err := parsedTexts()
	if *update {
		var b bytes.Buffer
		encoder := json.NewEncoder(&b)
		encoder.SetIndent("", " ")
		if err := encoder.Encode(texts); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile("parsed.json", b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if err != nil || !reflect.DeepEqual(was, texts) {
		t.Errorf("parsed.json holds more than there is (%v); run: go test ./transform -run 'Dictionary|Parsed' -update", err)
	}
}
