package programme

import "slices"

// Suppression keeps small counts of people or cases from the public: figures
// above zero and below Below of the elements listed, and what would tell them.
// Which elements count people is for the pack to say: a unit (人) does not tell
// the staff of a hospital from its patients. The zero Suppression keeps nothing.
type Suppression struct {
	Below    int      `yaml:"below"`
	Elements []string `yaml:"elements"`
}

// suppression checks that a limit hides something and names counts.
func (c *checker) suppression() {
	s := c.Programme.Suppression
	if s.Below == 0 && len(s.Elements) == 0 {
		return
	}
	if s.Below < 2 {
		c.wrong(c.yaml("$.suppression"), "suppression.below 为 %d，至少写 2：大于零、小于此数的不公布", "suppression.below is %d: write 2 or more, counts above zero and below it are not published", s.Below)
	}
	if len(s.Elements) == 0 {
		c.wrong(c.yaml("$.suppression"), "suppression 没有列出数据元（elements）：写明哪些数是人数或例数", "suppression lists no elements: say which figures count people or cases")
	}
	for i, code := range s.Elements {
		place := c.yaml(at("$.suppression.elements", i))
		at := slices.IndexFunc(c.Elements, func(e Element) bool { return e.Code == code })
		switch {
		case at < 0:
			c.wrong(place, "suppression 所列的数据元 %q 不在 elements.csv 中", "suppression names element %q, which is not in elements.csv", code)
		case c.Elements[at].ValueType != "count":
			c.wrong(place, "suppression 所列的数据元 %q 不是计数（value_type count）", "suppression names element %q, which is no count (value_type count)", code)
		case slices.Contains(s.Elements[:i], code):
			c.wrong(place, "suppression 所列的数据元 %q 写了两次", "suppression names element %q twice", code)
		}
	}
}
