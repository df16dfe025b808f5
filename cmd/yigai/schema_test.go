package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// A schema is the part of JSON Schema that docs/schema uses; a word beyond it
// fails the test, so that nothing is promised that nobody checks.
type schema struct {
	Schema      string             `json:"$schema"`
	Title       string             `json:"title"`
	Description string             `json:"description"`
	Type        string             `json:"type"`
	Items       *schema            `json:"items"`
	Ref         string             `json:"$ref"`
	Properties  map[string]*schema `json:"properties"`
	Required    []string           `json:"required"`
	Additional  *bool              `json:"additionalProperties"`
	Enum        []string           `json:"enum"`
	Pattern     string             `json:"pattern"`
	Minimum     *float64           `json:"minimum"`
	Defs        map[string]*schema `json:"$defs"`
}

func readSchema(t *testing.T) *schema {
	t.Helper()
	data, err := os.ReadFile("../../docs/schema/check.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	var s schema
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&s); err != nil {
		t.Fatal(err)
	}
	return &s
}

// validate lists what does not hold of v at a path.
func (s *schema) validate(root *schema, path string, v any) (wrong []string) {
	if s.Ref != "" {
		return root.Defs[strings.TrimPrefix(s.Ref, "#/$defs/")].validate(root, path, v)
	}
	bad := func(format string, args ...any) { wrong = append(wrong, path+": "+fmt.Sprintf(format, args...)) }
	switch x := v.(type) {
	case []any:
		if s.Type != "array" {
			bad("is an array")
		}
		for i, item := range x {
			wrong = append(wrong, s.Items.validate(root, fmt.Sprintf("%s[%d]", path, i), item)...)
		}
	case map[string]any:
		return append(wrong, s.validateObject(root, path, x)...)
	case string:
		if s.Type != "string" || s.Enum != nil && !slices.Contains(s.Enum, x) || s.Pattern != "" && !regexp.MustCompile(s.Pattern).MatchString(x) {
			bad("%q is not allowed", x)
		}
	case float64:
		if s.Type != "integer" || x != float64(int64(x)) || s.Minimum != nil && x < *s.Minimum {
			bad("%v is not allowed", x)
		}
	case bool:
		if s.Type != "boolean" {
			bad("is true or false")
		}
	default:
		bad("%v is not allowed", v)
	}
	return wrong
}

func (s *schema) validateObject(root *schema, path string, x map[string]any) (wrong []string) {
	if s.Type != "object" || s.Additional == nil || *s.Additional {
		wrong = append(wrong, path+": the schema must close the object")
	}
	for _, name := range s.Required {
		if _, there := x[name]; !there {
			wrong = append(wrong, path+": "+name+" is missing")
		}
	}
	for name, v := range x {
		if s.Properties[name] == nil {
			wrong = append(wrong, path+": "+name+" is not in the schema")
			continue
		}
		wrong = append(wrong, s.Properties[name].validate(root, path+"."+name, v)...)
	}
	return wrong
}

// What check writes is what its schema says, for good files, bad ones, marked
// ones, damaged ones and none.
func TestCheckWritesWhatItsSchemaSays(t *testing.T) {
	dir := t.TempDir()
	put := func(name string, changes ...string) string {
		file, err := filled(changes)
		if err != nil {
			t.Fatal(err)
		}
		if name == "cut.xlsx" {
			file = file[:len(file)/2]
		}
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, file, 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	args := []string{"check", "--json", "--mark", put("good.xlsx"), put("bad.xlsx", "指标!E5=约300", "指标!E6=", "任务!A90=x", "任务!E90=y"),
		put("nobody.xlsx", "封面!B6=888888"), put("cut.xlsx"), filepath.Join(dir, "none.xlsx")}
	var out, errOut bytes.Buffer
	if code := Run(context.Background(), args, System{Out: &out, Err: &errOut}); code != exitFailed {
		t.Fatalf("exit code %d: %s", code, errOut.String())
	}
	var answers any
	if err := json.Unmarshal(out.Bytes(), &answers); err != nil {
		t.Fatal(err)
	}
	root := readSchema(t)
	for _, wrong := range root.validate(root, "$", answers) {
		t.Error(wrong)
	}
	for name, s := range root.Defs["answer"].Properties {
		if !strings.Contains(out.String(), `"`+name+`"`) {
			t.Errorf("no answer has %s (%s): the test proves nothing of it", name, s.Description)
		}
	}
}

func TestSchemaNamesEveryField(t *testing.T) {
	root := readSchema(t)
	for def, of := range map[string]reflect.Type{"finding": reflect.TypeFor[finding]()} {
		for i := range of.NumField() {
			name, _, _ := strings.Cut(of.Field(i).Tag.Get("json"), ",")
			if name != "" && root.Defs[def].Properties[name] == nil {
				t.Errorf("%s.%s is not in the schema", def, name)
			}
		}
	}
}

func TestSchemaTestSeesWhatIsWrong(t *testing.T) {
	root := readSchema(t)
	for _, text := range []string{`{}`, `[{}]`, `[{"file": 1}]`, `[{"new": "x"}]`, `[{"beyond": 1}]`, `["x"]`} {
		var v any
		if err := json.Unmarshal([]byte(text), &v); err != nil {
			t.Fatal(err)
		}
		if len(root.validate(root, "$", v)) == 0 {
			t.Errorf("%s passes", text)
		}
	}
}
