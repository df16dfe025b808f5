package check

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"yigai/programme"
)

// tokenRule names the token check among the rules that were not run.
const tokenRule = "token"

// token is what ingest/template prints on the cover: the first 16 hex digits of
// an HMAC over programme, reporter, period and template version.
func token(key []byte, programme, reporter, period, version string) string {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(strings.Join([]string{programme, reporter, period, version}, "|")))
	return hex.EncodeToString(mac.Sum(nil))[:16]
}

// checkToken holds the cover's token against the org and period it names, then
// against all others, to say whose workbook it was.
func (c *checker) checkToken(item, version coverItem) {
	found := strings.ToLower(plainName(item.text))
	switch {
	case found == "":
		c.add(orSheet(item.at, c.sheet), "N-TOKEN", "", nil)
		return
	case c.in.Key == nil:
		c.notRun[tokenRule] = true
		return
	case found == c.tokenOf(c.form.Reporter, c.period, version.text):
		return
	}
	for _, p := range c.in.Pack.ReportPeriods() {
		for _, o := range c.in.Pack.Orgs {
			if found == c.tokenOf(o, p, version.text) {
				c.foreignToken(item.at, o, p)
				return
			}
		}
	}
	c.add(item.at, "E-TOKEN-UNKNOWN", item.text, nil)
}

func (c *checker) tokenOf(o programme.Org, p programme.Period, version string) string {
	return token(c.in.Key, c.in.Pack.Programme.ID, o.Code, p.String(), version)
}

func (c *checker) foreignToken(where at, o programme.Org, p programme.Period) {
	if o.Code != c.form.Reporter.Code {
		c.add(where, "E-TOKEN-ORG", o.Name+"（"+o.Code+"）", nil)
		return
	}
	c.add(where, "E-TOKEN-PERIOD", p.String(), nil)
}
