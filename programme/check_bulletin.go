package programme

import (
	"regexp"
	"slices"
	"strings"
)

// bulletinOptional is a stretch that stands only where all its places are filled.
var bulletinOptional = regexp.MustCompile(`\[[^\[\]]*\]`)

// bulletin checks each line of the bulletin's words: what it is said of, its
// conditions and its places, which must all be among those that are known.
func (c *checker) bulletin() {
	for i, l := range c.Bulletin {
		for _, other := range c.Bulletin[:i] {
			if other.Code == l.Code {
				c.wrong(l.Place, "通报文字 %s 与第 %d 行重复", "line %s of the bulletin stands already in line %d", l.Code, other.Line)
			}
		}
		if _, isList := BulletinLists[l.Each]; !isList && !slices.Contains(BulletinTables, l.Each) {
			c.wrong(l.Place, "each 列为 %q，可用的有 %s", "each is %q: use one of %s", l.Each, strings.Join(bulletinEach(), ", "))
			continue
		}
		if (l.Text == "") != (l.TextEn == "") || (l.Heading == "") != (l.HeadingEn == "") {
			c.wrong(l.Place, "中文和英文应同时填写或者都不填（text 和 text_en，heading 和 heading_en）", "give both languages or neither: text and text_en, heading and heading_en")
		}
		if l.Limit < 0 {
			c.wrong(l.Place, "limit 为 %d，应为 0（不限）或正数", "limit is %d: use 0 for no limit, or more", l.Limit)
		}
		c.bulletinWhen(l)
		for _, text := range []string{l.Heading, l.HeadingEn, l.Text, l.TextEn} {
			c.bulletinPlaces(l, text)
		}
	}
}

func bulletinEach() []string {
	var names []string
	for name := range BulletinLists {
		names = append(names, name)
	}
	slices.Sort(names)
	return append(names, BulletinTables...)
}

// bulletinWhen checks the conditions of a line.
func (c *checker) bulletinWhen(l BulletinLine) {
	if l.When == "" {
		return
	}
	for condition := range strings.SplitSeq(l.When, "&") {
		name := strings.TrimPrefix(strings.TrimSpace(condition), "!")
		if !slices.Contains(BulletinPlaceholders(l.Each), name) {
			c.wrong(l.Place, "when 中的 %q 不可用，可用的有 %s", "when asks for %q, which is unknown: use some of %s", name, strings.Join(BulletinPlaceholders(l.Each), ", "))
		}
	}
}

// bulletinPlaces checks that a text asks only for what its list knows.
func (c *checker) bulletinPlaces(l BulletinLine, text string) {
	for _, found := range placeholder.FindAllStringSubmatch(text, -1) {
		if !slices.Contains(BulletinPlaceholders(l.Each), found[1]) {
			c.wrong(l.Place, "“%s”没有内容可填，可用的有 %s", "nothing is known to put in place of %q: use some of %s", found[1], strings.Join(BulletinPlaceholders(l.Each), ", "))
		}
	}
	if rest := strings.NewReplacer("[", "", "]", "").Replace(bulletinOptional.ReplaceAllString(text, "")); strings.ContainsAny(bulletinOptional.ReplaceAllString(text, ""), "[]") || len(rest) == 0 && text != "" {
		c.wrong(l.Place, "通报文字 %s 的方括号应成对、不套用，括号外还应有文字", "the square brackets of line %s of the bulletin must pair, lie outside one another, and leave words around them", l.Code)
	}
	if strings.Count(text, "{") != len(placeholder.FindAllString(text, -1)) || strings.Count(text, "{") != strings.Count(text, "}") {
		c.wrong(l.Place, "通报文字 %s 的花括号不成对", "the braces of line %s of the bulletin do not pair", l.Code)
	}
}
