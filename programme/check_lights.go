package programme

import (
	"regexp"
	"slices"
	"strings"

	"yigai/internal/decimal"
)

var lightCode = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)

// repeatable are the conditions that may be asked to hold for several periods in a row.
var repeatable = []string{"behind", "past_due", "not_reported", "stalled", "instructed"}

// lights checks the ordered light rules: codes, words, meanings, parameters, and
// an end that always holds.
func (c *checker) lights() {
	lights := c.Programme.Lights
	for i, l := range lights {
		place := c.yaml(at("$.lights", i))
		c.light(place, l)
		for _, other := range lights[:i] {
			if other.Light == l.Light && (other.Text != l.Text || other.TextEn != l.TextEn || other.state() != l.state() || other.colour() != l.colour()) {
				c.wrong(place, "灯 %q 前后的文字、含义或颜色不一致", "light %q has another text, state or colour further up", l.Light)
				break
			}
		}
		if !slices.Contains(LightConditions, l.Condition) {
			c.wrong(place, "亮灯条件 %q 不可用，只能用 %s", "light condition %q is unknown: use one of %s", l.Condition, strings.Join(LightConditions, ", "))
		}
		if l.Condition == "otherwise" && i != len(lights)-1 {
			c.wrong(place, "otherwise 之后的亮灯规则永远不会用到", "light rules after otherwise are never reached: move it to the end")
		}
		c.lightValue(place, l)
	}
	if len(lights) == 0 || lights[len(lights)-1].Condition != "otherwise" {
		c.wrong(c.yaml("$.lights"), "最后一条亮灯规则必须是 otherwise", "the last light rule must be otherwise")
	}
}

// light checks what one light is called and means; never a colour alone.
func (c *checker) light(place Place, l Light) {
	if !lightCode.MatchString(l.Light) {
		c.wrong(place, "灯的编码 %q 只能用小写字母、数字和下划线", "light %q: use lower-case letters, digits and _", l.Light)
	}
	if l.Text == "" || l.TextEn == "" {
		c.wrong(place, "灯 %q 缺少文字（text、text_en）：不能只有颜色", "light %q needs text and text_en: a colour alone says nothing", l.Light)
	}
	if !slices.Contains(LightStates, l.state()) {
		c.wrong(place, "灯 %q 的含义（state）为 %q，只能用 %s", "light %q has state %q: use one of %s", l.Light, l.state(), strings.Join(LightStates, ", "))
	}
	if l.Colour != "" && !slices.Contains(Colours, l.Colour) {
		c.wrong(place, "灯 %q 的颜色为 %q，只能用 %s", "light %q has colour %q: use one of %s", l.Light, l.Colour, strings.Join(Colours, ", "))
	}
	if l.Periods < 0 || l.Periods > 1 && !slices.Contains(repeatable, l.Condition) {
		c.wrong(place, "%s 不能要求连续 %d 期，可以的有 %s", "%s cannot be asked for %d periods in a row: only %s can", l.Condition, l.Periods, strings.Join(repeatable, ", "))
	}
}

// lightValue checks a condition's parameter: a share for behind, days for due_within, none for others.
func (c *checker) lightValue(place Place, l Light) {
	d, err := decimal.Parse(l.Value)
	switch l.Condition {
	case "behind":
		if err != nil || d <= 0 || d > decimal.FromInt(1) {
			c.wrong(place, "behind 的 value 为 %q，应为0到1之间的比例，如 0.20", "behind has value %q: give a share between 0 and 1, such as 0.20", l.Value)
		}
	case "due_within":
		if err != nil || d < 0 || !d.IsInt() {
			c.wrong(place, "due_within 的 value 为 %q，应为天数，如 30", "due_within has value %q: give a number of days, such as 30", l.Value)
		}
	default:
		if l.Value != "" {
			c.wrong(place, "%s 不需要 value %q", "%s takes no value, found %q", l.Condition, l.Value)
		}
	}
}
