package programme

import (
	"fmt"
	"sync"

	"yigai/data"
)

// RemindersInForce are the pack's reminders; where it has none, neutral ones
// that ship with the program and say in their note that they are assumed.
func (p *Pack) RemindersInForce() []Reminder {
	if len(p.Reminders) > 0 {
		return p.Reminders
	}
	return defaultReminders()
}

// defaultReminders reads the program's own table, which a test holds whole.
var defaultReminders = sync.OnceValue(func() []Reminder {
	var mistakes []Mistake
	reminders := rows(data.Reference(), &mistakes, reminderTable, record.reminder)
	if len(mistakes) > 0 {
		panic(fmt.Sprintf("data/reference: %v", mistakes)) // it is part of the program
	}
	return reminders
})
