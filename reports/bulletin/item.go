package bulletin

import "strings"

// A phrase is what stands for a placeholder: words in both languages, or names
// of which a line of the template shows as many as its limit allows.
type phrase struct {
	zh, en       []Run
	names        []phrase
	total        []Run  // how many names there are
	unit, unitEn string // what they are: 个县区, counties
	separator    string // between names; "" for 、
}

// An item is what the placeholders of a line stand for. One that is missing, or
// stands for nothing, is empty.
type item map[string]phrase

func both(runs []Run) phrase { return phrase{zh: runs, en: runs} }

func said(zh, en string) phrase { return phrase{zh: words(zh), en: words(en)} }

// flag holds or does not; in a text it stands for nothing worth reading.
func flag(holds bool) phrase {
	if !holds {
		return phrase{}
	}
	return said("是", "yes")
}

// in is the phrase in a language, at most limit of its names; 0 for all.
func (p phrase) in(lang string, limit int) []Run {
	if p.names == nil {
		if lang == "en" {
			return p.en
		}
		return p.zh
	}
	separator := p.separator
	if separator == "" {
		separator = "、"
	}
	if lang == "en" {
		separator = strings.NewReplacer("、", ", ", "；", "; ").Replace(separator)
	}
	var all []Run
	for i, name := range p.names {
		if limit > 0 && i == limit && len(p.names) > limit {
			return p.more(all, lang)
		}
		if i > 0 {
			all = append(all, words(separator)...)
		}
		all = append(all, name.in(lang, 0)...)
	}
	return all
}

// more ends a list of which only the first names were shown.
func (p phrase) more(shown []Run, lang string) []Run {
	if lang == "en" {
		return together(shown, words(" and others, "), p.total, words(" "+p.unitEn+" in all"))
	}
	return together(shown, words("等"), p.total, words(p.unit))
}

// holds says whether the phrase is there: neither empty nor nought.
func (p phrase) holds() bool {
	if p.names != nil {
		return len(p.names) > 0
	}
	text := plain(p.zh)
	return text != "" && text != "0"
}

// join puts phrases one after another.
func join(parts ...phrase) phrase {
	var all phrase
	for _, p := range parts {
		all.zh, all.en = append(all.zh, p.in("zh", 0)...), append(all.en, p.in("en", 0)...)
	}
	return all
}

// bracketed is （…）.
func bracketed(p phrase) phrase {
	if !p.holds() {
		return phrase{}
	}
	return phrase{zh: together(words("（"), p.in("zh", 0), words("）")), en: together(words(" ("), p.in("en", 0), words(")"))}
}

func list(names []phrase, total []Run, unit, unitEn string) phrase {
	if len(names) == 0 {
		return phrase{}
	}
	return phrase{names: names, total: total, unit: unit, unitEn: unitEn}
}

// org names an org as the register does.
func (b *book) org(code string) phrase {
	o, p := b.orgs[code], at("dim_org", "org", code)
	if o.Name == "" {
		return said(code, code)
	}
	zh := p.text("name", o.Name)
	if o.NameEn == "" {
		return both(zh)
	}
	return phrase{zh: zh, en: p.text("name_en", o.NameEn)}
}

func (b *book) orgNames(codes []string, total []Run, unit, unitEn string) phrase {
	var names []phrase
	for _, code := range codes {
		names = append(names, b.org(code))
	}
	return list(names, total, unit, unitEn)
}

// pair is a cell that stands in two columns, one for each language.
func pair(p place, column, zh, en string) phrase {
	if en == "" {
		return both(p.text(column, zh))
	}
	return phrase{zh: p.text(column, zh), en: p.text(column+"_en", en)}
}
