package check

import "strings"

// confusable letters stand for digits in codes that were typed or scanned.
var confusable = strings.NewReplacer("O", "0", "o", "0", "l", "1", "I", "1", "S", "5", "B", "8")

// codeKey is what a code and its usual damages share: letters that look like
// digits, zeros lost at the front, and the exponent that a spreadsheet writes
// (4.50181E+05 for 450181).
func codeKey(code string) string {
	code = plainName(code)
	if mantissa, _, has := cutExponent(code); has && mantissa != "" && strings.Trim(code, "0123456789.+-eE") == "" && len(code) < 30 {
		if plain, ok := expand(code); ok {
			code = plain
		}
	}
	code = strings.TrimSuffix(code, ".0")
	return strings.TrimLeft(strings.ToLower(confusable.Replace(code)), "0")
}

// likely names the one code that a text may have been; it is only a hint.
func likely(text string, codes []string) map[string]string {
	key, found := codeKey(text), ""
	for _, code := range codes {
		if key == "" || codeKey(code) != key || code == found {
			continue
		}
		if found != "" {
			return wants("", "")
		}
		found = code
	}
	return mayBe(found)
}

// likely is none once no finding is kept: a file may have a million such codes.
func (c *checker) likely(text string, codes func() []string) map[string]string {
	if c.full() {
		return nil
	}
	return likely(text, codes())
}

func mayBe(code string) map[string]string {
	if code == "" {
		return wants("", "")
	}
	return wants("（可能是 "+code+"）", " (perhaps "+code+")")
}

// likelyOrg is likely among the codes of orgs, old ones too: the code now in
// force is named.
func (c *checker) likelyOrg(text string) map[string]string {
	if c.full() {
		return nil
	}
	var codes []string
	for _, o := range c.in.Pack.Orgs {
		codes = append(codes, o.Code)
	}
	want := likely(text, codes)
	if want["{want}"] != "" {
		return want
	}
	for _, a := range c.in.Pack.Aliases {
		if org, ok := c.formerCode(a.Alias); ok && codeKey(a.Alias) == codeKey(text) {
			return mayBe(org.Code)
		}
	}
	return want
}
