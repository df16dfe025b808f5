// Package data holds what ships with the program: the programme packs and the
// reference tables. It has no code beyond making them readable.
package data

import (
	"embed"
	"io/fs"
)

//go:embed programmes reference
var files embed.FS

// Reference is the folder of tables that hold where a pack says nothing of its own.
func Reference() fs.FS {
	sub, err := fs.Sub(files, "reference")
	if err != nil {
		panic(err) // the embed pattern above guarantees the folder
	}
	return sub
}

// Programmes is the folder of built-in packs, one folder for each.
func Programmes() fs.FS {
	sub, err := fs.Sub(files, "programmes")
	if err != nil {
		panic(err) // the embed pattern above guarantees the folder
	}
	return sub
}
