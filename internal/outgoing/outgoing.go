// Package outgoing looks at a folder before it leaves the house: every link of
// a page leads to a file in the folder, and no file holds a text that must not
// go out. It knows nothing of what the files mean.
package outgoing

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"html"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path"
	"regexp"
	"strings"
)

// A Fault is one thing that keeps a folder from going out.
type Fault struct {
	File string // below the folder, with slashes
	What string // the link that leads nowhere, or the text that must not go out
}

var reference = regexp.MustCompile(`\s(?:href|src)="([^"]*)"`)

// Links looks at every HTML page below dir and returns the links that lead to no
// file below it. Links to other hosts and within the page are passed over.
func Links(dir string) ([]Fault, error) {
	files := map[string]bool{}
	fsys := os.DirFS(dir)
	err := fs.WalkDir(fsys, ".", func(name string, _ fs.DirEntry, err error) error {
		files[name] = true
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("check links: %w", err)
	}
	var faults []Fault
	err = eachFile(fsys, func(name string, data []byte) error {
		if path.Ext(name) != ".html" {
			return nil
		}
		for _, found := range reference.FindAllSubmatch(data, -1) {
			link := html.UnescapeString(string(found[1]))
			if target, within := targetOf(name, link); within && !files[target] {
				faults = append(faults, Fault{name, link})
			}
		}
		return nil
	})
	return faults, err
}

// targetOf is the file that a link of a page leads to.
func targetOf(page, link string) (target string, within bool) {
	u, err := url.Parse(link)
	if err != nil {
		return link, true // it leads nowhere
	}
	if u.Scheme != "" || u.Host != "" || u.Path == "" {
		return "", false
	}
	return path.Join(path.Dir(page), u.Path), true
}

// Texts returns the files below dir that hold one of the texts, each text once
// for a file; the parts of office documents and other zip files are looked into.
func Texts(dir string, texts []string) ([]Fault, error) {
	var faults []Fault
	err := eachFile(os.DirFS(dir), func(name string, data []byte) error {
		parts, err := unpacked(data)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		for _, text := range texts {
			for _, part := range parts {
				if text != "" && bytes.Contains(part, []byte(text)) {
					faults = append(faults, Fault{name, text})
					break
				}
			}
		}
		return nil
	})
	return faults, err
}

// unpacked is what stands in a file: itself, and the parts of a zip.
func unpacked(data []byte) ([][]byte, error) {
	parts := [][]byte{data}
	if !bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		return parts, nil
	}
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	for _, f := range r.File {
		part, err := f.Open()
		if err != nil {
			return nil, err
		}
		text, err := io.ReadAll(part)
		if err = errors.Join(err, part.Close()); err != nil {
			return nil, err
		}
		parts = append(parts, text)
	}
	return parts, nil
}

func eachFile(fsys fs.FS, look func(name string, data []byte) error) error {
	return fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		return look(name, data)
	})
}

// Own lists texts of this machine that no file may hold: folders (each with what
// the caller adds), the home folder and the machine's name. Names so short or so
// common that they stand in ordinary text are left out.
func Own(folders ...string) []string {
	var texts []string
	if home, err := os.UserHomeDir(); err == nil {
		folders = append(folders, home)
	}
	for _, f := range folders {
		if strings.Count(strings.TrimSuffix(f, "/"), "/") > 1 || strings.Contains(f, `\`) {
			texts = append(texts, f)
		}
	}
	const telling = 6 // letters; a shorter name may be a word
	if host, err := os.Hostname(); err == nil && len(host) >= telling && host != "localhost" {
		texts = append(texts, host)
	}
	return texts
}
