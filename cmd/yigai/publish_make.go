//go:build cgo

package main

import (
	"context"
	"crypto/ed25519"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"yigai/ingest"
	"yigai/internal/release"
	"yigai/internal/workspace"
	"yigai/programme"
	"yigai/reports"
	"yigai/reports/bulletin"
	"yigai/reports/opendata"
	"yigai/transform"
)

// publicFolder, in an edition, is the public edition: complete in itself.
const publicFolder = "public"

// A made edition is one on its way: what it is, and from and to where.
type made struct {
	published
	home *workspace.Workspace // where earlier editions, versions of the pack and maps are
	ws   *workspace.Workspace // whose facts and journal it is made of: home, or a view of its past
	pack *programme.Pack
	dir  string // to be filled

	private ed25519.PrivateKey // nil to make it again, with the signatures of then
	aside   string             // what is thrown away after
}

func (m made) marts() string     { return filepath.Join(m.aside, "marts") }
func (m made) reference() string { return filepath.Join(m.aside, "reference") }
func (m made) public() string    { return filepath.Join(m.dir, publicFolder) }

func (m made) seal(dir string, manifest release.Manifest, signature string) (release.Reference, error) {
	if m.private == nil {
		return release.SealAgain(dir, manifest, m.Key, signature)
	}
	return release.Seal(dir, manifest, m.private)
}

// makeEdition fills the folder m.dir with an edition: tables of the period made
// anew from the facts, what is made of them for the house and for the public,
// checked, with both manifests signed.
func (a *app) makeEdition(ctx context.Context, m made) (ref release.Reference, err error) {
	if m.aside, err = os.MkdirTemp("", "yigai-publish-"); err != nil {
		return ref, err
	}
	ref, err = a.fillEdition(ctx, m)
	return ref, errors.Join(err, os.RemoveAll(m.aside))
}

func (a *app) fillEdition(ctx context.Context, m made) (ref release.Reference, err error) {
	before, err := a.editionBefore(ctx, m)
	if err != nil {
		return ref, err
	}
	if err := a.editionTables(ctx, m, before.dir); err != nil {
		return ref, err
	}
	manifest, err := m.manifest()
	if err != nil {
		return ref, err
	}
	boundaries, err := m.home.BoundariesOf(m.Maps)
	if err != nil {
		return ref, err
	}
	internal := edition{published: m.published, tables: m.marts(), marts: m.marts(), dir: m.dir, boundaries: boundaries, before: before.dir, sample: m.ws.Settings.Sample}
	if internal.edited, err = m.editedBulletin(); err != nil {
		return ref, err
	}
	if internal.differences, err = checkEdited(ctx, internal); err != nil { // before the pages, which take long
		return ref, err
	}
	if m.Audience == audienceBoth {
		if err := a.fillPublic(ctx, m, manifest, before, boundaries); err != nil {
			return ref, err
		}
	}
	if err := a.writeChecked(ctx, m.home, internal); err != nil {
		return ref, err
	}
	return m.seal(m.dir, manifest.house(before.Reference), m.Signature)
}

// fillPublic fills the folder of the public edition in that of m, and seals it.
func (a *app) fillPublic(ctx context.Context, m made, manifest sealedAs, before earlierEdition, boundaries string) error {
	public := edition{published: m.published, tables: m.marts(), marts: filepath.Join(m.public(), "parquet"), dir: m.public(), public: true, boundaries: boundaries, before: before.publicDir}
	if err := a.writeChecked(ctx, m.home, public); err != nil {
		return err
	}
	_, err := m.seal(m.public(), manifest.public(before.public), m.PublicSignature)
	return err
}

// writeChecked fills the folder of an edition and looks at it once more.
func (a *app) writeChecked(ctx context.Context, home *workspace.Workspace, e edition) error {
	if err := a.writeEdition(ctx, e); err != nil {
		return err
	}
	return checkDraft(home, e.dir)
}

// editionTables makes the marts that an edition is made of: those of its period,
// as the facts and the pack have it, beside what was published before.
func (a *app) editionTables(ctx context.Context, m made, before string) error {
	at, err := programme.ParsePeriod(m.Period)
	if err != nil {
		return err
	}
	facts, err := m.ws.Facts().Current()
	if err != nil {
		return err
	}
	pack, err := amended(m.ws, m.pack)
	if err != nil {
		return err
	}
	run := runOf(m.ws, pack, at)
	run.Edition = m.ID
	if run.PublishedOn, err = programme.ParseDate(m.Day); err != nil {
		return err
	}
	if err := programme.WriteReference(m.reference(), pack, run); err != nil {
		return err
	}
	if err := transform.TakeVintages(before, m.reference()); err != nil {
		return err
	}
	_, err = a.transform(ctx, facts.Dir, m.reference(), m.marts())
	return err
}

// An edition is one folder to be filled from tables.
type edition struct {
	published
	tables      string // all marts
	marts       string // what pages are made of: all marts, or the public tables
	dir         string
	public      bool
	boundaries  string                // the office's own map file, "" for none
	edited      *edited               // nil where nobody edited it, and in public
	differences []bulletin.Difference // of the edited bulletin from the tables
	sample      bool
	before      string // the newest edition before it for the same readers, "" for none
}

// base is the web address of the site: that of the public one. The internal one has none.
func (e edition) base() string {
	if !e.public {
		return ""
	}
	return e.Address
}

// An edited is the bulletin as the office changed it.
type edited struct {
	ingest.Edited
	data []byte
}

// editedBulletin is the edited bulletin that enters the edition, nil for none.
func (m made) editedBulletin() (*edited, error) {
	at, err := programme.ParsePeriod(m.Period)
	if err != nil {
		return nil, err
	}
	e, ok, err := ingest.EditedFor(m.ws, at)
	if err != nil || !ok {
		return nil, err
	}
	data, err := ingest.ReadEdited(m.ws, e)
	return &edited{e, data}, err
}

// writeEdition writes the tables, from them pages, documents and the ledger, and
// last what describes all files. Tables of another shape than those published
// before are refused, unless the change was declared.
func (a *app) writeEdition(ctx context.Context, e edition) error {
	name := a.t("内部版", "internal edition")
	if e.public {
		name = a.t("公开版", "public edition")
	}
	if err := os.MkdirAll(e.dir, 0o755); err != nil {
		return err
	}
	if err := opendata.WriteTables(ctx, opendata.Options{MartsDir: e.tables, OutDir: e.dir, Public: e.public}); err != nil {
		return err
	}
	if e.before != "" {
		if err := opendata.CheckSchema(e.before, e.dir); err != nil {
			return err
		}
	}
	stage := a.printer().Stage(name)
	report, err := reports.WriteSite(ctx, reports.Options{MartsDir: e.marts, OutDir: filepath.Join(e.dir, "site"), Version: version,
		Public: e.public, Edition: e.ID, Base: e.base(), Licence: reports.Licence{Name: e.Licence[0], Title: e.Licence[1], Path: e.Licence[2]}, Boundaries: e.boundaries, Progress: stage.Update})
	if err == nil {
		err = writeDocuments(ctx, e)
	}
	if err == nil {
		err = opendata.Describe(ctx, opendata.Options{MartsDir: e.marts, OutDir: e.dir, Public: e.public, Edition: e.meta()})
	}
	if err != nil {
		stage.Abandon()
		return err
	}
	stage.End(a.t("%d 页", "%d pages", report.Pages))
	return nil
}

func (e edition) meta() opendata.Meta {
	return opendata.Meta{Name: e.ID, Day: e.Day, Address: e.base(), Licence: opendata.Licence{Name: e.Licence[0], Title: e.Licence[1], Path: e.Licence[2]}}
}

// A sealedAs is a manifest with what only the internal one says.
type sealedAs struct {
	release.Manifest
	internal map[string]string
	records  []release.File // what figures from single records rest on: no public table has them
}

// house is the manifest of the internal edition, made after another one.
func (s sealedAs) house(previous release.Reference) release.Manifest {
	m := s.Manifest
	m.Previous, m.Inputs = previous, slices.Concat(m.Inputs, s.records)
	return m
}

// public is the manifest of the public edition, made after another one.
func (s sealedAs) public(previous release.Reference) release.Manifest {
	m := s.Manifest
	m.Previous, m.Meta = previous, maps.Clone(m.Meta)
	m.Meta["audience"] = "public"
	for name := range s.internal {
		delete(m.Meta, name)
	}
	return m
}

// manifest says what an edition is, what it was made from, and what it changes.
func (m made) manifest() (s sealedAs, err error) {
	at, err := programme.ParsePeriod(m.Period)
	if err != nil {
		return s, err
	}
	head, err := m.ws.Journal.Head()
	if err != nil {
		return s, err
	}
	inputs, err := ingest.CountedFor(m.ws, at)
	if err != nil {
		return s, err
	}
	s.Name, s.Number = m.ID, m.Number()
	for _, x := range inputs {
		s.Inputs = append(s.Inputs, release.File{Name: x.Name, SHA256: x.SHA256, Bytes: x.Bytes})
	}
	records, err := ingest.RecordsBehind(m.ws, at)
	if err != nil {
		return s, err
	}
	for _, x := range records {
		s.records = append(s.records, release.File{Name: x.Name, SHA256: x.SHA256, Bytes: x.Bytes})
	}
	s.internal = map[string]string{"published_by": m.By}
	s.Meta = map[string]string{"programme": m.pack.Programme.ID, "title": m.pack.Programme.Title, "period": m.Period, "as_of": cutOff(m.pack, at).String(), "published": m.Day,
		"reason": m.Reason, "audience": audienceInternal, "pack": m.Pack, "program": m.Program, "sample": strconv.FormatBool(m.ws.Settings.Sample)}
	maps.Copy(s.Meta, head.Note())
	maps.Copy(s.Meta, s.internal)
	restated, err := restatedIn(m.marts(), at)
	kinds := map[string]int{"indicator": 0, "light": 0, "grade": 0}
	for _, r := range restated {
		kinds[r.Kind]++
	}
	for kind, n := range kinds {
		s.Meta["restated_"+kind] = strconv.Itoa(n)
	}
	return s, err
}
