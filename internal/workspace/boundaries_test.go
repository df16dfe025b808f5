package workspace

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Boundaries are kept under their hash, named in the settings beside what
// stands there, noticed when they change, and can be given up.
func TestBoundariesAreKept(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "w")
	ws, err := Init(dir, Settings{Programme: "small", Language: "zh"}, pack)
	if err != nil {
		t.Fatal(err)
	}
	settings := filepath.Join(dir, SettingsFile)
	text, err := os.ReadFile(settings)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(settings, append(text, "# 本单位的说明"...), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, data := range []string{"first", "second"} {
		if err := ws.KeepBoundaries([]byte(data)); err != nil {
			t.Fatal(err)
		}
	}
	again, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	path, _, err := again.Boundaries()
	if err != nil || !strings.HasSuffix(path, hashOf([]byte("second"))+".geojson") {
		t.Errorf("kept %s %v", path, err)
	}
	if text, err = os.ReadFile(settings); err != nil || !strings.Contains(string(text), "# 本单位的说明") || strings.Count(string(text), "maps:") != 1 {
		t.Errorf("settings %s %v", text, err)
	}
	for _, data := range []string{"first", "second"} {
		if path, err := again.BoundariesOf(hashOf([]byte(data))); err != nil || filepath.Base(path) != hashOf([]byte(data))+".geojson" {
			t.Errorf("%s: %s %v", data, path, err)
		}
	}
	if path, err := again.BoundariesOf(""); path != "" || err != nil {
		t.Errorf("an edition with tiles: %s %v", path, err)
	}
	if err := os.WriteFile(path, []byte("another"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, _, err := again.Boundaries(); !errors.Is(err, ErrBoundaries) {
		t.Errorf("a changed file: %v", err)
	}
	if _, err := again.BoundariesOf(hashOf([]byte("second"))); !errors.Is(err, ErrBoundaries) {
		t.Errorf("a changed file, asked for by hash: %v", err)
	}
	if err := again.KeepBoundaries(nil); err != nil {
		t.Fatal(err)
	}
	if path, sum, err := again.Boundaries(); sum != "" || path != "" || err != nil {
		t.Errorf("given up: %q %v", path, err)
	}
}
