// Package hostile holds the golden folder: files as strangers send them, broken
// or built to break the reader, and beside each what it must be answered.
//
// testdata/golden has small files, each with a .json of its expected findings;
// files too big to keep are made when the test runs. Most come from the tables
// of cases in this package's tests, which `go test -run TestGoldenFolder -update`
// writes anew; a file dropped in with its .json counts just as much. Every file
// is answered in a process of its own, whose time and memory are measured.
// docs/hostile-files.md lists them all.
//
// The package has no code outside its tests.
package hostile
