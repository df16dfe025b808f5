package sample

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"

	"yigai/ingest/template"
	"yigai/internal/atomicfile"
	"yigai/programme"
)

// A parcel is one file as it is sent.
type parcel struct {
	at      programme.Period
	org     programme.Org
	file    string
	sentAt  time.Time
	content func() ([]byte, error)
}

func (p parcel) write(dir string) error {
	data, err := p.content()
	if err != nil {
		return fmt.Errorf("%s: %w", p.file, err)
	}
	return atomicfile.WriteInBatch(filepath.Join(dir, p.at.String(), p.file), 0o644, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}

func (s *submission) parcel() parcel { return parcel{s.at, s.org, s.file, s.sentAt, s.bytes} }

func (s *submission) bytes() ([]byte, error) {
	var buf bytes.Buffer
	if err := s.book.Write(&buf); err != nil {
		return nil, err
	}
	return s.damage(buf.Bytes())
}

func (p paper) parcel() parcel {
	return parcel{p.at, p.org, p.file, p.sentAt, func() ([]byte, error) { return p.data, nil }}
}

// parcels lists the files that are sent: workbooks, then papers, then bundles.
func (m *maker) parcels() []parcel {
	var loose, bundles []parcel
	members := map[place][]parcel{}
	take := func(p parcel) {
		key := place{p.org.Code, p.at.String()}
		if !m.isBundled(p.org.Code, p.at) {
			loose = append(loose, p)
			return
		}
		if members[key] == nil {
			bundles = append(bundles, p)
		}
		members[key] = append(members[key], p)
	}
	for _, s := range m.plans {
		take(s.parcel())
	}
	for _, p := range m.papers {
		take(p.parcel())
	}
	for _, first := range bundles {
		loose = append(loose, bundle(members[place{first.org.Code, first.at.String()}]))
	}
	return loose
}

func (m *maker) isBundled(org string, at programme.Period) bool { return m.does(sendsBundle, org, at) }

// bundle packs what one org sends for one period, as programs on Windows do: the
// names in GBK, without the flag that would say so.
func bundle(members []parcel) parcel {
	name := template.FileName(programme.Form{Reporter: members[0].org, Period: members[0].at}, "_样例")
	last := slices.MaxFunc(members, func(a, b parcel) int { return a.sentAt.Compare(b.sentAt) })
	last.file = strings.TrimSuffix(name, ".xlsx") + ".zip"
	last.content = func() ([]byte, error) { return packed(members) }
	return last
}

func packed(members []parcel) ([]byte, error) {
	var buf bytes.Buffer
	out := zip.NewWriter(&buf)
	for _, p := range members {
		data, err := p.content()
		if err != nil {
			return nil, err
		}
		name, err := simplifiedchinese.GBK.NewEncoder().String(p.file)
		if err != nil {
			return nil, err
		}
		w, err := out.CreateHeader(&zip.FileHeader{Name: name, NonUTF8: true, Method: zip.Deflate})
		if err == nil {
			_, err = w.Write(data)
		}
		if err != nil {
			return nil, err
		}
	}
	err := out.Close()
	return buf.Bytes(), err
}

// count tells how many files there are of each kind.
func (m *maker) count(sent []parcel) {
	m.report.Files, m.report.Attachments = len(sent), len(m.papers)
	m.report.Bundles = 0
	for _, p := range sent {
		if filepath.Ext(p.file) == ".zip" {
			m.report.Bundles++
		}
	}
}
