package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"yigai/cmd/bench/nation"
	"yigai/internal/workspace"
	"yigai/programme"
	"yigai/transform"
)

// quarterTask takes all quarters but the last in and makes the marts; then the
// last one arrives. Beside it, an office that has nothing takes all of them in.
// Both must end with the same facts and marts.
func quarterTask(c *child, args []string) error {
	s, err := country(args)
	if err != nil {
		return err
	}
	var sent []string
	for q := range s.Quarters {
		sent = append(sent, filepath.Join(args[3], s.Quarter(q)))
	}
	grown, err := newQuarters(s, args[4]+".grown")
	if err != nil {
		return err
	}
	last := s.Quarters - 1
	if err := errors.Join(grown.take(c, "", last, sent[:last]), grown.marts(c, "", last)); err != nil {
		return err
	}
	if err := errors.Join(grown.take(c, "quarter: intake", s.Quarters, sent[last:]), grown.marts(c, "quarter: marts", s.Quarters)); err != nil {
		return err
	}
	fresh, err := newQuarters(s, args[4]+".fresh")
	if err != nil {
		return err
	}
	if err := errors.Join(fresh.take(c, "all: intake", s.Quarters, sent[:last], sent[last:]), fresh.marts(c, "all: marts", s.Quarters)); err != nil {
		return err
	}
	return errors.Join(grown.sameAs(fresh), c.note("facts", s.Counties*s.Elements*s.Quarters), os.RemoveAll(grown.dir), os.RemoveAll(fresh.dir))
}

// quarters is an office into which quarters come one after the other.
type quarters struct {
	nation.Size
	dir  string
	pack *programme.Pack
	ws   *workspace.Workspace
}

func newQuarters(s nation.Size, dir string) (quarters, error) {
	pack, ws, err := openOffice(s, filepath.Join(dir, "office"))
	return quarters{s, dir, pack, ws}, errors.Join(err, os.RemoveAll(filepath.Join(dir, "marts")))
}

// received is when everything arrives: the clock is an input like others.
func received() time.Time { return time.Date(2030, 1, 20, 9, 0, 0, 0, time.UTC) }

// step measures what has a name.
func step(c *child, name string, work func() error) error {
	if name == "" {
		return work()
	}
	return c.measure(name, work)
}

// take takes batches of folders in; the facts are then those of so many quarters.
func (q quarters) take(c *child, name string, many int, batches ...[]string) error {
	return step(c, name, func() error { return takeIn(c.ctx, q.ws, q.pack, received, many*q.Counties, batches...) })
}

// marts makes them as of the newest of so many quarters.
func (q quarters) marts(c *child, name string, many int) error {
	return step(c, name, func() error {
		facts, err := q.ws.Facts().Current()
		if err != nil {
			return err
		}
		reference := filepath.Join(q.dir, "reference")
		if err := errors.Join(os.RemoveAll(reference), os.RemoveAll(q.martsDir()), referenceAsOf(q.Size, many, reference)); err != nil {
			return err
		}
		_, err = transform.Run(c.ctx, transform.Options{FactsDir: facts.Dir, ReferenceDir: reference, OutDir: q.martsDir()})
		return err
	})
}

func (q quarters) martsDir() string { return filepath.Join(q.dir, "marts") }

// sameAs says where facts or marts differ from those of another office.
func (q quarters) sameAs(other quarters) error {
	mine, err := q.ws.Facts().Current()
	if err != nil {
		return err
	}
	theirs, err := other.ws.Facts().Current()
	if err != nil {
		return err
	}
	return errors.Join(sameTrees(mine.Dir, theirs.Dir), sameTrees(q.martsDir(), other.martsDir()))
}

func sameTrees(one, other string) error {
	a, err := readTree(one)
	if err != nil {
		return err
	}
	b, err := readTree(other)
	if err != nil {
		return err
	}
	if len(a) != len(b) || len(a) == 0 {
		return fmt.Errorf("%d files grew by a quarter, %d were made of all", len(a), len(b))
	}
	for i := range a {
		if a[i].path != b[i].path || !bytes.Equal(a[i].data, b[i].data) {
			return fmt.Errorf("%s is not as a full rebuild makes it", a[i].path)
		}
	}
	return nil
}

func measureQuarter(b *bench, ctx context.Context) (measured, error) {
	s := nation.Size{Counties: b.size.grown, Elements: b.size.elements, Quarters: 8}
	dir, err := b.sent(s)
	if err != nil {
		return measured{}, err
	}
	out, times, err := b.repeat(ctx, call{Task: "quarter", Args: countryArgs(s, dir, b.path("quarter"))})
	if err != nil {
		return measured{}, err
	}
	cpu, parts := out[0].CPU, map[string]float64{"facts of all": out[0].Counts["facts"]}
	for name, s := range cpu {
		parts[name+" CPU s"] = s
	}
	return measured{value: (cpu["quarter: intake"] + cpu["quarter: marts"]) / (cpu["all: intake"] + cpu["all: marts"]), times: times, parts: parts,
		note: "两种做法得到的事实表和主题表逐字节相同，每次都核对", noteEn: "facts and marts are the same byte for byte either way; compared each time"}, nil
}
