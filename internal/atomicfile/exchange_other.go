//go:build !linux

package atomicfile

import (
	"errors"
	"io/fs"
	"os"
)

// exchange is not offered by this system; a missing b is still told apart.
func exchange(_, b string) error {
	if _, err := os.Stat(b); errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return errors.ErrUnsupported
}
