package reports

import (
	"encoding/json"
	"fmt"
	"html/template"
	"path"
	"strings"
)

// A social is what other programs show of a page when it is shared, and what
// they read of its data.
type social struct {
	Summary   string      // one sentence
	Image     string      // a picture of the page, absolute where the office has an address
	Canonical string      // "" without an address
	Data      template.JS // schema.org, as text for a script element of type application/ld+json
}

// dataset describes an indicator's figures of a period in the words of schema.org.
// Addresses are relative where the office has set none.
func (d desk) dataset(i indicatorRow, sitePath string, downloads []link) (template.JS, error) {
	type m = map[string]any
	set := m{
		"@context": "https://schema.org", "@type": "Dataset", "inLanguage": []string{"zh-CN", "en"},
		"name": i.Name + "，" + d.current().Zh, "alternateName": i.NameEn + ", " + d.current().En,
		"description": d.datasetWords(i), "identifier": d.head.Programme + "/" + i.Indicator + "/" + d.period.Period,
		"version": orDefault(d.audience.Edition, "preview"), "isAccessibleForFree": true, "url": d.address(sitePath),
		"creator":          m{"@type": "GovernmentOrganization", "name": orDefault(d.head.Secretariat, d.head.Issuer)},
		"spatialCoverage":  m{"@type": "Place", "name": d.orgByCode[d.head.Region].Name, "identifier": d.head.Region},
		"temporalCoverage": d.timeCovered(),
		"variableMeasured": m{"@type": "PropertyValue", "name": i.Name, "unitText": i.Unit, "description": i.Definition, "measurementTechnique": i.FormulaZh},
	}
	var files []m
	for _, l := range downloads {
		files = append(files, m{"@type": "DataDownload", "encodingFormat": "text/csv", "name": l.Name, "contentUrl": d.address(path.Join(path.Dir(sitePath), l.Href))})
	}
	set["distribution"] = files
	if day := d.publishedOn(d.audience.Edition); day != "" {
		set["datePublished"] = day
	}
	data, err := json.Marshal(set) // writes <, > and & as \u escapes: no text can end the element
	if err != nil {
		return "", fmt.Errorf("dataset %s: %w", i.Indicator, err)
	}
	return template.JS(data), nil
}

func (d desk) datasetWords(i indicatorRow) string {
	words := i.Definition
	if d.head.Sample {
		words = "样例数据，由程序生成，不得引用 (sample data, made up). " + words
	}
	return words + " " + i.DefinitionEn
}

// timeCovered is the days from the first period shown to the last.
func (d desk) timeCovered() string {
	periods := d.periodsUntil()
	first := fmt.Sprintf("%d", periods[0].Year)
	return first + "/" + d.period.LastDay.String()
}

// address is a file of the site as others call it: below the office's address,
// else relative to the page.
func (d desk) address(sitePath string) string {
	if d.base == "" {
		return d.to(sitePath)
	}
	return strings.TrimSuffix(d.base, "/") + "/" + sitePath
}
