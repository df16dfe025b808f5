package transform

import (
	"fmt"
	"strings"
)

// Dictionary is the data dictionary as Markdown, in both languages, made from
// the cards: every published table, and the facts they come from.
func Dictionary() (string, error) {
	models, err := readCards(files, "models")
	if err != nil {
		return "", err
	}
	sources, err := readCards(files, "sources")
	if err != nil {
		return "", err
	}
	var b strings.Builder
	b.WriteString(`# 数据字典 Data dictionary

由 transform/models 和 transform/sources 的卡片生成，不要手改；更新：` + "`go test ./transform -run Dictionary -update`" + `。
Made from the cards in transform/models and transform/sources; do not edit. DECIMAL values are exact. "内部 internal" tables, and
such columns of public tables, are not published to the public.

`)
	published := selected(models, Card.published)
	facts := selected(sources, func(c Card) bool { return strings.HasPrefix(c.Table, "fact_") })
	steps := selected(models, func(c Card) bool { return !c.published() })
	b.WriteString("| 表 table | 内容 | content |\n| --- | --- | --- |\n")
	for _, c := range append(append([]Card{}, published...), facts...) {
		fmt.Fprintf(&b, "| [%s](#%s) | %s | %s |\n", c.Table, c.Table, cellText(c.Description.Zh), cellText(c.Description.En))
	}
	b.WriteString("\n## 主题表和维表 Marts and dimensions\n")
	writeCards(&b, published)
	b.WriteString("\n## 事实表 Facts\n")
	writeCards(&b, facts)
	b.WriteString("\n## 中间步骤 Steps on the way\n\n不发布。Not published.\n\n| 表 table | 内容 | content | 粒度 grain |\n| --- | --- | --- | --- |\n")
	for _, c := range steps {
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", c.Table, cellText(c.Description.Zh), cellText(c.Description.En), cellText(c.Grain.En))
	}
	return b.String(), nil
}

var audienceWords = map[string]string{"internal": "内部 internal", "public": "公开 public"}

func selected(cards []Card, keep func(Card) bool) []Card {
	var some []Card
	for _, c := range cards {
		if keep(c) {
			some = append(some, c)
		}
	}
	return some
}

func writeCards(b *strings.Builder, cards []Card) {
	for _, c := range cards {
		audience := audienceWords[c.Audience]
		fmt.Fprintf(b, "\n### %s\n\n%s。%s.\n\n- 粒度 one row per: %s (%s)\n- 唯一键 key: %s\n- 范围 audience: %s\n\n", c.Table, c.Description.Zh,
			c.Description.En, c.Grain.Zh, c.Grain.En, strings.Join(c.Key, ", "), audience)
		b.WriteString("| 列 column | 类型 type | 单位 unit | 范围 audience | 含义 | meaning |\n| --- | --- | --- | --- | --- | --- |\n")
		for _, column := range c.Columns {
			fmt.Fprintf(b, "| %s | %s | %s | %s | %s | %s |\n", column.Name, column.Type, column.Unit, audienceWords[column.Audience], cellText(column.Zh), cellText(column.En))
		}
	}
}

func cellText(s string) string { return strings.ReplaceAll(s, "|", `\|`) }
