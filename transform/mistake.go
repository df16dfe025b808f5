package transform

import "fmt"

// A Mistake is something the person who asked can mend, in both languages.
type Mistake struct {
	Zh, En string
	Err    error // the cause, may be nil
}

func (m *Mistake) Error() string { return m.En }

// Chinese is what Error says, in Chinese.
func (m *Mistake) Chinese() string { return m.Zh }

func (m *Mistake) Unwrap() error { return m.Err }

func mistake(err error, zh, en string, args ...any) *Mistake {
	return &Mistake{fmt.Sprintf(zh, args...), fmt.Sprintf(en, args...), err}
}
