package beijing

import (
	"testing"
	"time"
)

func TestDay(t *testing.T) {
	evening := time.Date(2022, 4, 9, 16, 0, 0, 0, time.UTC)
	if got := Day(evening.In(Zone)); got != "2022年4月10日" {
		t.Error(got)
	}
	if got := Day(evening); got != "2022年4月9日" {
		t.Error(got)
	}
}
