// Package look is the one place for how everything that leaves the house looks:
// colours, letters and the marks of lights (docs/look.md).
//
// It holds constants and draws nothing. Style sheets cannot import it: tests hold
// them against it.
package look

// Colours, as six hexadecimal digits.
const (
	Ink       = "1F2933" // text
	Secondary = "52606D" // what stands beside it
	Hairline  = "D9DEE4" // rules
	Paper     = "FFFFFF"
	Wash      = "F5F7F9" // head rows, the row of the whole
	Red       = "B22222" // the rule under a title, the red of a letterhead; never for "bad"

	Locked = "ECEFF2" // cells that cannot be typed in
	Doubt  = "FFF4D6" // a doubt, a sample, a warning
	Error  = "FDE7E7" // an error

	Place = "0B5FA5" // this place, links
	Peer  = "A9B4C0" // the others
	Past  = "8FB8DE" // the period before
	Worse = "A33B00" // below its target, overdue: the ink
)

// Steps are a sequence from little to much; Above and Below are differences from
// a target, the larger first, with Near between them.
var (
	Steps = [5]string{"E6EFF7", "BCD6EC", "86B6DC", "3F86BD", "0B4F8A"}
	Above = [2]string{"9CC6E6", "D8E8F4"}
	Below = [2]string{"F2B98C", "FBE3CF"}
)

// Near is the grey around a target.
const Near = "EEF1F4"

// Letters of workbooks: the family that every Excel and WPS has, in points.
const (
	Font       = "等线"
	TitleSize  = 18
	TextSize   = 12
	NoteSize   = 10
	SmallSize  = 9
	RowHeight  = 22
	MostHeight = 409 // points that a row can have
)
