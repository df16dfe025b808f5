// Package beijing is the time of offices in China: its zone, and the words in
// which a day is written. It knows no clock.
package beijing

import (
	"fmt"
	"time"
)

// Zone is that of times written without one, and in which times are shown.
var Zone = time.FixedZone("+08:00", 8*60*60)

// Day writes the date that t has in its own zone: "2022年4月10日".
func Day(t time.Time) string {
	return fmt.Sprintf("%d年%d月%d日", t.Year(), int(t.Month()), t.Day())
}
