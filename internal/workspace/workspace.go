// Package workspace is an office's folder on disk: where things are, its
// settings, its lock, its secrets and its journal.
//
// Originals with receipts, the journal, the packs, keys, boundaries and the
// settings are the truth; facts, marts, the site and the cache can be deleted and
// made again. The package knows where things lie and how they are written safely,
// never what they mean.
package workspace

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"

	"github.com/goccy/go-yaml"

	"yigai/internal/atomicfile"
	"yigai/internal/parquetio"
	"yigai/internal/plainfile"
	"yigai/internal/store"
)

// SettingsFile is the file that makes a folder a workspace.
const SettingsFile = "yigai.yaml"

// inbox holds what others sent, outbox a folder of workbooks for each period.
const (
	inbox  = "inbox"
	outbox = "outbox"
)

// Folders are the subfolders of a workspace.
var Folders = []string{"programme", inbox, outbox, "originals", "journal", "facts", "reference", "marts", "editions", "returns", "runs", "keys"}

// The reasons why a folder cannot be opened or made.
var (
	ErrNone   = errors.New("no workspace here")
	ErrExists = errors.New("already a workspace")
)

// Settings is yigai.yaml.
type Settings struct {
	Programme string   `yaml:"programme"`
	Sample    bool     `yaml:"sample"` // made-up data: marked everywhere, times simulated
	Language  string   `yaml:"language"`
	People    []string `yaml:"people"`
	Signers   []string `yaml:"signers,omitempty"` // public keys whose editions are this office's: PEM texts, or files of them
	Maps      string   `yaml:"maps,omitempty"`    // the office's own boundaries, a GeoJSON file below the workspace
	Licence   Licence  `yaml:"licence,omitempty"` // of the data published; none is stated where it is left out
	Address   string   `yaml:"address,omitempty"` // the web address that the public site will have, for links that need one
}

// A Licence says what others may do with the data published.
type Licence struct {
	Name  string `yaml:"name"` // CC-BY-4.0
	Title string `yaml:"title"`
	Path  string `yaml:"path"` // where its text stands
}

// Workspace is an opened folder.
type Workspace struct {
	Dir      string
	Settings Settings
	Journal  Journal

	shared map[string]string // of a view of the past: what it has from the workspace itself
}

// Init makes dir a workspace with a copy of pack, of which only a workspace for
// sample data keeps the sample tables. The settings file is written last: a
// folder whose making was cut short is no workspace and can be made again.
func Init(dir string, settings Settings, pack fs.FS) (*Workspace, error) {
	path := filepath.Join(dir, SettingsFile)
	if _, err := os.Lstat(path); err == nil {
		return nil, fmt.Errorf("%s: %w", dir, ErrExists)
	}
	for _, name := range Folders {
		if err := os.MkdirAll(filepath.Join(dir, name), 0o755); err != nil {
			return nil, fmt.Errorf("make the workspace: %w", err)
		}
	}
	if !settings.Sample {
		pack = without{pack, sampleFolder}
	}
	if err := copyFiles(filepath.Join(dir, "programme"), pack); err != nil {
		return nil, fmt.Errorf("copy the pack: %w", err)
	}
	if err := writeKey(filepath.Join(dir, keyFile), settings); err != nil {
		return nil, err
	}
	data, err := yaml.Marshal(settings)
	if err != nil {
		return nil, fmt.Errorf("write the settings: %w", err)
	}
	if err := atomicfile.SyncTree(dir); err != nil {
		return nil, err
	}
	if err := atomicfile.WriteBytes(path, data); err != nil {
		return nil, err
	}
	return Open(dir)
}

// Open reads the settings of the workspace in dir. The error wraps ErrNone
// when dir is none.
func Open(dir string) (*Workspace, error) {
	data, err := plainfile.Read(filepath.Join(dir, SettingsFile), settingsLimit)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: %w", dir, ErrNone)
	}
	if err != nil {
		return nil, fmt.Errorf("open the workspace: %w", err)
	}
	ws := &Workspace{Dir: dir}
	dec := yaml.NewDecoder(bytes.NewReader(data), yaml.Strict())
	if err := dec.Decode(&ws.Settings); err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("%s: %s", SettingsFile, yaml.FormatError(err, false, false))
	}
	if ws.Settings.Programme == "" {
		return nil, fmt.Errorf("%s: programme is missing: name the pack this workspace is for", SettingsFile)
	}
	if err := checkAddress(ws.Settings.Address); err != nil {
		return nil, fmt.Errorf("%s: %w", SettingsFile, err)
	}
	ws.Journal = Journal{Dir: ws.Path("journal")}
	return ws, nil
}

// checkAddress refuses what is no place on the web where a site could stand.
func checkAddress(address string) error {
	if address == "" {
		return nil
	}
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return fmt.Errorf("address 应为网站所在的网址，例如 https://www.example.gov.cn/yigai/ (address: want where the site will stand, like that): %q", address)
	}
	return nil
}

// Path is the place of something in the workspace: ws.Path("inbox", "2022Q1").
func (ws *Workspace) Path(parts ...string) string {
	if len(parts) > 0 && ws.shared[parts[0]] != "" {
		return filepath.Join(append([]string{ws.shared[parts[0]]}, parts[1:]...)...)
	}
	return filepath.Join(append([]string{ws.Dir}, parts...)...)
}

// Facts is the store of the tables written by ingest.
func (ws *Workspace) Facts() store.Store { return ws.store("facts") }

// Reference is the store of the pack's tables.
func (ws *Workspace) Reference() store.Store { return ws.store("reference") }

// Marts is the store of the tables written by transform.
func (ws *Workspace) Marts() store.Store { return ws.store("marts") }

func (ws *Workspace) store(name string) store.Store {
	return store.Store{Dir: ws.Path(name), CountRows: countRows}
}

func countRows(path string) (int64, error) {
	_, rows, err := parquetio.Describe(path)
	return rows, err
}

// settingsLimit is what is read of the settings and of other small files that
// somebody may have written by hand.
const settingsLimit = 16 << 20

const keyFile = "keys/token.key"

// Key is the secret behind the tokens that tie a workbook to its org and period.
func (ws *Workspace) Key() ([]byte, error) {
	text, err := plainfile.Read(ws.Path(keyFile), settingsLimit)
	if err != nil {
		return nil, fmt.Errorf("read the token key: %w", err)
	}
	key, err := hex.DecodeString(string(bytes.TrimSpace(text)))
	if err != nil || len(key) != sha256.Size {
		return nil, fmt.Errorf("%s does not hold a key of 64 hex digits", keyFile)
	}
	return key, nil
}

// writeKey makes a random key, or for sample data one derived from the
// programme: sample workbooks must come out the same everywhere, and guard nothing.
func writeKey(path string, settings Settings) error {
	key := sha256.Sum256([]byte("yigai sample workspace\x00" + settings.Programme))
	if !settings.Sample {
		if _, err := rand.Read(key[:]); err != nil {
			return fmt.Errorf("make the token key: %w", err)
		}
	}
	return atomicfile.Write(path, 0o600, func(w io.Writer) error {
		_, err := fmt.Fprintln(w, hex.EncodeToString(key[:]))
		return err
	})
}
