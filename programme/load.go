package programme

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/goccy/go-yaml"

	"yigai/internal/charset"
)

// SampleFolder is the folder of a pack that says what made-up data look like.
// It says nothing of the document and stays outside the pack's hash.
const SampleFolder = "sample"

// Load reads the pack in fsys. The mistakes are those of form (missing columns,
// unreadable numbers); Check finds those of meaning. A pack with mistakes is
// returned as far as it could be read, for more checking, and must not be used.
func Load(fsys fs.FS) (*Pack, []Mistake) {
	var mistakes []Mistake
	p := &Pack{indexes: &indexes{}}
	data, err := fs.ReadFile(fsys, "programme.yaml")
	if err != nil {
		return p, []Mistake{hiding(mistake(Place{"programme.yaml", 0}, "无法读取：%v", "cannot be read: %v", err))}
	}
	if p.source, err = charset.Decode(data); err != nil {
		return p, []Mistake{hiding(mistake(Place{"programme.yaml", 0}, "无法识别（%v），请存为 UTF-8 编码", "%v", err))}
	}
	if err := yaml.UnmarshalWithOptions(p.source, &p.Programme, yaml.Strict()); err != nil {
		mistakes = append(mistakes, yamlMistake(p.source, err))
	}
	p.readTables(fsys, &mistakes)
	p.Sample = sampleOf(fsys)
	p.files(fsys, &mistakes)
	return p, mistakes
}

// yamlMistake takes a YAML error apart. The library prints "[line:column] what";
// errors of our own types come without a line, which is found by their text.
func yamlMistake(source []byte, err error) Mistake {
	at := Place{File: "programme.yaml"}
	text, _, _ := strings.Cut(yaml.FormatError(err, false, false), "\n")
	var bad *textError
	if errors.As(err, &bad) {
		before, _, _ := bytes.Cut(source, []byte(bad.text))
		at.Line = 1 + bytes.Count(before, []byte("\n"))
		return hiding(mistake(at, "%q 的写法不对，请写成 %s 的形式", "%q cannot be read: write it as %s", bad.text, bad.example))
	}
	var column int
	if _, err := fmt.Sscanf(text, "[%d:%d]", &at.Line, &column); err == nil {
		_, text, _ = strings.Cut(text, "] ")
	}
	return hiding(mistake(at, "无法读懂：%s", "%s", text))
}

// sampleOf is the pack's folder of sample tables, nil where it has none.
func sampleOf(fsys fs.FS) fs.FS {
	sub, err := fs.Sub(fsys, SampleFolder)
	if err != nil {
		return nil
	}
	if _, err := fs.Stat(sub, "."); err != nil {
		return nil
	}
	return sub
}
