package xlsx

import (
	"encoding/binary"
	"io"
	"unicode/utf16"
	"unicode/utf8"

	"yigai/ingest/book"
)

// A utf16Reader turns UTF-16 into UTF-8; a half pair is an error.
type utf16Reader struct {
	src   io.Reader
	part  string
	order byte // first byte of the byte order mark
	in    []byte
	read  int64 // bytes of the part already turned
	ended bool
}

func (u *utf16Reader) Read(b []byte) (int, error) {
	if len(b) < utf8.UTFMax {
		return 0, io.ErrShortBuffer
	}
	for len(u.in) < 4 && !u.ended {
		if err := u.more(); err != nil {
			return 0, err
		}
	}
	n := 0
	for len(b)-n >= utf8.UTFMax && len(u.in) >= 2 {
		r, width := rune(u.unit(0)), 2
		if utf16.IsSurrogate(r) {
			if len(u.in) < 4 && !u.ended {
				break
			}
			width = 4
			if len(u.in) < 4 || utf16.DecodeRune(r, rune(u.unit(2))) == utf8.RuneError {
				return 0, book.Fail(book.CodeEncoding, u.part, u.read, "UTF-16 字符不完整", "half a UTF-16 character")
			}
			r = utf16.DecodeRune(r, rune(u.unit(2)))
		}
		n += utf8.EncodeRune(b[n:], r)
		u.in, u.read = u.in[width:], u.read+int64(width)
	}
	if n > 0 || !u.ended {
		return n, nil
	}
	if len(u.in) > 0 {
		return 0, book.Fail(book.CodeEncoding, u.part, u.read, "UTF-16 字符不完整", "half a UTF-16 character")
	}
	return 0, io.EOF
}

func (u *utf16Reader) unit(at int) uint16 {
	if u.order == 0xff {
		return binary.LittleEndian.Uint16(u.in[at:])
	}
	return uint16(u.in[at])<<8 | uint16(u.in[at+1])
}

func (u *utf16Reader) more() error {
	chunk := make([]byte, 4096)
	n, err := u.src.Read(chunk)
	u.in = append(u.in, chunk[:n]...)
	if err == io.EOF {
		u.ended = true
		return nil
	}
	return err
}
