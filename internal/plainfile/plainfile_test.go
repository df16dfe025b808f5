//go:build unix

package plainfile

import (
	"bytes"
	"errors"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// soon fails a test whose reading waits.
func soon(t *testing.T, do func()) {
	t.Helper()
	done := make(chan struct{})
	go func() { defer close(done); do() }()
	select {
	case <-done:
	case <-time.After(10 * time.Second):
		t.Fatal("it waits")
	}
}

func TestOnlyOrdinaryFilesAreOpened(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	if err := errors.Join(syscall.Mkfifo(at("pipe"), 0o600), os.Mkdir(at("folder"), 0o700), os.Symlink("loop", at("loop")), os.Symlink("pipe", at("to a pipe")),
		os.Symlink("/dev/zero", at("to a device")), os.WriteFile(at("file"), []byte("abc"), 0o600), os.Symlink("file", at("to a file"))); err != nil {
		t.Fatal(err)
	}
	socket, err := net.Listen("unix", at("socket"))
	if err != nil {
		t.Fatal(err)
	}
	defer socket.Close()
	for _, name := range []string{"pipe", "folder", "to a pipe", "to a device", "socket"} {
		soon(t, func() {
			if _, err := Read(at(name), 100); !errors.Is(err, ErrNotPlain) {
				t.Errorf("%s: %v", name, err)
			}
		})
	}
	if _, err := Read(at("loop"), 100); err == nil {
		t.Error("a link to itself is read")
	}
	if _, err := Read(at("none"), 100); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("what is not there: %v", err)
	}
	for _, name := range []string{"file", "to a file"} {
		if data, err := Read(at(name), 3); err != nil || !bytes.Equal(data, []byte("abc")) {
			t.Errorf("%s: %q, %v", name, data, err)
		}
		if _, err := Read(at(name), 2); !errors.Is(err, ErrTooLarge) {
			t.Errorf("%s, three bytes of at most two: %v", name, err)
		}
	}
}
