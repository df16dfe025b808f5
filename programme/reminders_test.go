package programme

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The reminders that ship with the program obey the rules of a pack's own, but
// for the lights: they name what a light means, for every pack calls its own otherwise.
func TestDefaultRemindersAreInOrder(t *testing.T) {
	p := &Pack{}
	reminders := p.RemindersInForce()
	if len(reminders) < len(ReminderTriggers) {
		t.Fatalf("%d reminders for %d triggers", len(reminders), len(ReminderTriggers))
	}
	for _, m := range reminders {
		if !strings.Contains(m.Note, "设定") || m.TextEn == "" || m.Letter == "" || m.LetterEn == "" {
			t.Errorf("%s: not marked as assumed, or a text is missing", m.Code)
		}
		allowed := slices.Concat(everyReminder, ReminderPlaceholders[m.Trigger])
		for _, text := range []string{m.Text, m.TextEn, m.Letter, m.LetterEn} {
			for _, found := range regexp.MustCompile(`\{(.*?)\}`).FindAllStringSubmatch(text, -1) {
				if !slices.Contains(allowed, found[1]) {
					t.Errorf("%s: nothing is known to put in place of {%s}", m.Code, found[1])
				}
			}
		}
	}
	p.Reminders = reminders[:1]
	if len(p.RemindersInForce()) != 1 {
		t.Error("a pack's own reminders must take the place of the program's")
	}
}
