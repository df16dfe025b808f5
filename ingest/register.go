package ingest

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"yigai/internal/charset"
)

// RegisterName is a list that may lie in a folder of received files: who sent
// which file, when and how. It is read and not itself taken in.
const RegisterName = "收件登记.csv"

var registerColumns = []string{"file", "sent_at", "channel", "sender"}

// A declaration is one line of a register.
type declaration struct {
	sentAt          time.Time
	channel, sender string
}

// chinaTime is the zone of times written without one.
var chinaTime = time.FixedZone("+08:00", 8*60*60)

// readRegister reads the register of a folder, by file name. A folder without
// one declares nothing. All mistakes are returned together, each with its line.
func readRegister(dir string) (map[string]declaration, error) {
	path := filepath.Join(dir, RegisterName)
	info, err := os.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) || err == nil && info.IsDir() {
		return nil, nil // what lies in a folder of that name is taken in
	}
	if err == nil && !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s %w", path, errIrregular)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read the register: %w", err)
	}
	text, err := charset.Decode(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	reader := csv.NewReader(bytes.NewReader(text))
	rows, err := reader.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if len(rows) == 0 || !slices.Equal(rows[0], registerColumns) {
		return nil, fmt.Errorf("%s:1: the header must be %s", path, strings.Join(registerColumns, ","))
	}
	return declarations(path, rows[1:])
}

func declarations(path string, rows [][]string) (map[string]declaration, error) {
	found := map[string]declaration{}
	var mistakes []error
	for i, row := range rows {
		wrong := func(format string, args ...any) {
			mistakes = append(mistakes, fmt.Errorf("%s:%d: "+format, append([]any{path, i + 2}, args...)...))
		}
		sent, err := ParseTime(row[1])
		if err != nil {
			wrong("sent_at is %q: write 2022-04-08T09:12:00+08:00", row[1])
		}
		if _, twice := found[row[0]]; twice {
			wrong("%s stands twice", row[0])
		}
		found[row[0]] = declaration{sent, row[2], row[3]}
	}
	return found, errors.Join(mistakes...)
}

// ParseTime reads RFC 3339, or a day with or without a time in China time. "" is no time.
func ParseTime(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return t.UTC(), nil
	}
	for _, layout := range []string{time.DateTime, "2006-01-02 15:04", time.DateOnly} {
		if t, err := time.ParseInLocation(layout, s, chinaTime); err == nil {
			return t.UTC(), nil
		}
	}
	return time.Time{}, fmt.Errorf("%q is no time", s)
}
