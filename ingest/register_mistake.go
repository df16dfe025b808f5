package ingest

import "fmt"

// A RegisterMistake is something wrong in a line of a register.
type RegisterMistake struct {
	Path   string
	Line   int
	zh, en string
}

func (m *RegisterMistake) Error() string { return fmt.Sprintf("%s:%d: %s", m.Path, m.Line, m.en) }

// Chinese is the mistake for whoever wrote the register.
func (m *RegisterMistake) Chinese() string {
	return fmt.Sprintf("%s 第 %d 行：%s", m.Path, m.Line, m.zh)
}

// RegisterMistakes are all mistakes that an error of Receive is made of; none
// where it is about something else.
func RegisterMistakes(err error) []*RegisterMistake {
	switch e := err.(type) {
	case *RegisterMistake:
		return []*RegisterMistake{e}
	case interface{ Unwrap() error }:
		return RegisterMistakes(e.Unwrap())
	case interface{ Unwrap() []error }:
		var all []*RegisterMistake
		for _, one := range e.Unwrap() {
			all = append(all, RegisterMistakes(one)...)
		}
		return all
	}
	return nil
}
