package reports

import (
	"encoding/json"
	"fmt"
	"html/template"
	"path"
	"strings"
)

// A social is what other programs show of a page when it is shared, and what
// they read of its data. There is no picture: they take none in SVG, and a chart
// without its words, which is all that could be drawn without fonts, misleads.
type social struct {
	Summary   string      // one sentence
	Canonical string      // "" without an address
	Data      template.JS // schema.org, as text for a script element of type application/ld+json
}

// jsonLD is what schema.org's words say of something, by name.
type jsonLD = map[string]any

// dataset describes an indicator's figures of a period in the words of schema.org.
// Addresses are relative where the office has set none.
func (d desk) dataset(i indicatorRow, sitePath string, downloads []link) (template.JS, error) {
	set := d.setOf(sitePath, i.Indicator, downloads)
	set["name"], set["alternateName"] = i.Name+"，"+d.current().Zh, i.NameEn+", "+d.current().En
	set["description"] = d.datasetWords(i.Definition + " " + i.DefinitionEn)
	set["image"] = d.address(picturePath(d.period.Period, i.Indicator, "trend"))
	set["variableMeasured"] = jsonLD{"@type": "PropertyValue", "name": i.Name, "unitText": i.Unit, "description": i.Definition, "measurementTechnique": i.FormulaZh}
	set["isPartOf"] = jsonLD{"@type": "Dataset", "name": d.head.ShortTitle + "，" + d.current().Zh, "url": d.address(d.period.Period + "/data.html")}
	return asScript(set)
}

// periodDataset describes all that is published of a period.
func (d desk) periodDataset(sitePath string, downloads []link) (template.JS, error) {
	set := d.setOf(sitePath, "", downloads)
	set["name"], set["alternateName"] = d.head.ShortTitle+"，"+d.current().Zh, d.head.ShortTitleEn+", "+d.current().En
	set["description"] = d.datasetWords("依据" + d.head.Title + "各单位报送的指标、任务台账和报送情况。 Indicators, task ledger and reporting under: " + d.head.TitleEn)
	var measured []jsonLD
	for _, i := range d.defined() {
		measured = append(measured, jsonLD{"@type": "PropertyValue", "name": i.Name, "alternateName": i.NameEn, "unitText": i.Unit, "url": d.address(indicatorPath(d.period.Period, i.Indicator))})
	}
	set["variableMeasured"] = measured
	return asScript(set)
}

// setOf is what a Dataset of the period has, whatever is in it; part is the
// indicator it is about, "" for all.
func (d desk) setOf(sitePath, part string, downloads []link) jsonLD {
	set := jsonLD{
		"@context": "https://schema.org", "@type": "Dataset", "inLanguage": []string{"zh-CN", "en"},
		"identifier": strings.Trim(d.head.Programme+"/"+part, "/") + "/" + d.period.Period,
		"version":    orDefault(d.audience.Edition, "preview"), "isAccessibleForFree": true, "url": d.address(sitePath),
		"creator":          jsonLD{"@type": "GovernmentOrganization", "name": orDefault(d.head.Secretariat, d.head.Issuer)},
		"spatialCoverage":  jsonLD{"@type": "Place", "name": d.orgByCode[d.head.Region].Name, "identifier": d.head.Region},
		"temporalCoverage": d.timeCovered(),
	}
	var files []jsonLD
	for _, l := range downloads {
		files = append(files, jsonLD{"@type": "DataDownload", "encodingFormat": "text/csv", "name": l.Name, "contentUrl": d.address(path.Join(path.Dir(sitePath), l.Href))})
	}
	set["distribution"] = files
	if l := d.audience.Licence.schema(); l != nil {
		set["license"] = l
	}
	if day := d.publishedOn(d.audience.Edition); day != "" {
		set["datePublished"] = day
	}
	return set
}

func asScript(set jsonLD) (template.JS, error) {
	data, err := json.Marshal(set) // writes <, > and & as \u escapes: no text can end the element
	if err != nil {
		return "", fmt.Errorf("dataset %s: %w", set["identifier"], err)
	}
	return template.JS(data), nil
}

// datasetWords are the words with what they must not be read without.
func (d desk) datasetWords(words string) string {
	if d.head.Sample {
		return "样例数据，由程序生成，不得引用 (sample data, made up). " + words
	}
	return words
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
