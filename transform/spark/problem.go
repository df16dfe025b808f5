package spark

import "fmt"

// A Problem is something that the office, or whoever keeps its Spark, can mend.
type Problem struct {
	Zh, En         string
	NextZh, NextEn string // what to do
	Err            error  // the cause, may be nil
}

func (p *Problem) Error() string { return p.En }

// Chinese is what Error says, in Chinese.
func (p *Problem) Chinese() string { return p.Zh }

// Next is what to do about it, in both languages.
func (p *Problem) Next() (zh, en string) { return p.NextZh, p.NextEn }

func (p *Problem) Unwrap() error { return p.Err }

// failed says that Spark ended without all tables: why is the last line that says anything.
func failed(why, log string, err error) *Problem {
	return &Problem{
		Zh: fmt.Sprintf("Spark 没有算完：%s", why), En: fmt.Sprintf("Spark did not finish: %s", why),
		NextZh: "原有的主题表没有动。Spark 的完整日志在 " + log + "；改好后重新运行，或不用 --engine spark，在本机计算",
		NextEn: "the marts stay as they were. All that Spark said is in " + log + "; mend it and run again, or leave --engine spark out and compute here",
		Err:    err,
	}
}
