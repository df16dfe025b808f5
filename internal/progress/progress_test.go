package progress

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"
)

// steps gives a clock that moves on by d at each look.
func steps(d time.Duration) func() time.Time {
	at := time.Date(2022, 4, 8, 12, 0, 0, 0, time.UTC)
	return func() time.Time {
		at = at.Add(d)
		return at
	}
}

func TestLinesAreQuietUntilTheStageEnds(t *testing.T) {
	var out bytes.Buffer
	s := NewLines(&out, steps(1500*time.Millisecond)).Stage("收件")
	s.Update(1, 2)
	if out.Len() > 0 {
		t.Errorf("a pipe got %q in the middle of a stage", out.String())
	}
	took := s.End("2 个文件")
	if got := out.String(); got != "收件  2 个文件  (1.5 s)\n" || took != 1500*time.Millisecond {
		t.Errorf("got %q after %v", got, took)
	}
}

func TestBarShowsCountsAndLeavesOneLine(t *testing.T) {
	var out bytes.Buffer
	p := NewBar(&out, steps(time.Second))
	p.throttle = 0
	s := p.Stage("核验")
	s.Update(1, 4)
	s.Update(3, 4)
	s.End("好")
	got := out.String()
	if !strings.Contains(got, "3/4") || !strings.HasSuffix(got, "核验  好  (1.0 s)\n") {
		t.Errorf("got %q", got)
	}
}

func TestNobodyWatching(t *testing.T) {
	var p *Printer
	s := p.Stage("收件")
	s.Update(1, 2)
	s.Abandon()
	if took := s.End("ok"); took != 0 {
		t.Errorf("a silent stage took %v", took)
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("pipe closed") }

func TestBrokenScreenStopsNothing(t *testing.T) {
	s := NewBar(broken{}, steps(time.Second)).Stage("核验")
	s.Update(1, 2)
	s.Update(2, 2)
	s.End("done")
}
