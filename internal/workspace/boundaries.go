package workspace

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"yigai/internal/atomicfile"
	"yigai/internal/plainfile"
)

// maps holds the office's own boundaries, each file under its hash.
const maps = "maps"

// MapLimit is what is read of such a file: a province's counties in full detail have some ten megabytes.
const MapLimit = 64 << 20

// ErrBoundaries: the boundaries that the settings name are not there, or not as they were.
var ErrBoundaries = errors.New("the boundaries are not the file that the settings name")

// Boundaries is the file of boundaries that the maps are drawn from, and its hash;
// both "" where the office gave none. A file kept under its hash is held against it.
func (ws *Workspace) Boundaries() (path, sha256 string, err error) {
	if ws.Settings.Maps == "" {
		return "", "", nil
	}
	path = ws.Path(strings.Split(ws.Settings.Maps, "/")...)
	data, err := plainfile.Read(path, MapLimit)
	if err != nil {
		return "", "", fmt.Errorf("%w: %w", ErrBoundaries, err)
	}
	sha256 = hashOf(data)
	kept := strings.TrimSuffix(filepath.Base(path), ".geojson")
	if len(kept) == len(sha256) && kept != sha256 {
		return "", "", fmt.Errorf("%s: %w", path, ErrBoundaries)
	}
	return path, sha256, nil
}

// BoundariesOf is the file of boundaries with that hash: the one that the settings
// name, or one that they named before; "" for the hash "". The error wraps
// ErrBoundaries where no file has it any more.
func (ws *Workspace) BoundariesOf(sha256 string) (string, error) {
	if sha256 == "" {
		return "", nil
	}
	for _, name := range []string{maps + "/" + sha256 + ".geojson", ws.Settings.Maps} {
		path := ws.Path(strings.Split(name, "/")...)
		data, err := plainfile.Read(path, MapLimit)
		if err == nil && hashOf(data) == sha256 {
			return path, nil
		}
	}
	return "", fmt.Errorf("sha256 %s: %w", sha256, ErrBoundaries)
}

// KeepBoundaries copies a file into the workspace and names it in the settings;
// with data nil the maps go back to tiles. What else stands in the settings stays.
func (ws *Workspace) KeepBoundaries(data []byte) error {
	kept := ""
	if data != nil {
		kept = maps + "/" + hashOf(data) + ".geojson"
		if err := os.MkdirAll(ws.Path(maps), 0o755); err != nil {
			return fmt.Errorf("keep the boundaries: %w", err)
		}
		if err := atomicfile.WriteBytes(ws.Path(strings.Split(kept, "/")...), data); err != nil {
			return err
		}
	}
	path := filepath.Join(ws.Dir, SettingsFile)
	settings, err := plainfile.Read(path, settingsLimit)
	if err != nil {
		return fmt.Errorf("keep the boundaries: %w", err)
	}
	if err := atomicfile.WriteBytes(path, withLine(settings, "maps", kept)); err != nil {
		return err
	}
	ws.Settings.Maps = kept
	return nil
}

// withLine sets one key of the settings and leaves every other line, and what
// somebody wrote beside it, as it is. An empty value takes the line out.
func withLine(settings []byte, key, value string) []byte {
	var kept []string
	for line := range strings.Lines(string(settings)) {
		if !strings.HasPrefix(line, key+":") {
			kept = append(kept, line)
		}
	}
	text := bytes.NewBufferString(strings.Join(kept, ""))
	if value != "" {
		if text.Len() > 0 && text.Bytes()[text.Len()-1] != '\n' {
			text.WriteByte('\n')
		}
		fmt.Fprintf(text, "%s: %s\n", key, value)
	}
	return text.Bytes()
}
