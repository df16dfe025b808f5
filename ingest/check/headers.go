package check

import (
	"regexp"
	"strings"
)

// The layouts of tables. A word may head other columns in another layout.
const (
	layoutList  = "list"  // one element per row: 指标
	layoutTable = "table" // one org per row, one element per column
	layoutTasks = "tasks" // 任务
	layoutLong  = "long"  // a long CSV: one figure per row
)

const (
	columnPeriod   = "报告期"
	columnReporter = "报送单位"
)

// A Header is a column that is found by its words. What one of Same says is as
// good as its name; an alias is read too, with a note that names both.
type Header struct {
	Layout, Name  string
	Same, Aliases []string
}

// Headers are all columns that are found by words. docs/header-words.md is made
// from it.
var Headers = []Header{
	{layoutList, columnCode, nil, []string{"代码", "编号", "指标编码", "指标代码", "数据元编码", "数据元代码"}},
	{layoutList, columnName, nil, []string{"指标名称", "数据元名称", "数据元", "指标"}},
	{layoutList, columnUnit, nil, []string{"计量单位"}},
	{layoutList, columnValue, nil, []string{"本期数", "本期数值", "本季值", "本季数", "填报值", "填报数", "本期填报值"}},
	{layoutList, columnRemark, nil, []string{"备注说明", "说明"}},

	{layoutTable, columnOrg, nil, []string{"单位编码", "机构代码", "机构编码", "行政区划代码", "区划代码", "县区代码"}},
	{layoutTable, columnOrgOf, nil, []string{"机构名称", "县区", "县(区)", "县区名称", "地区", "单位"}},

	{layoutTasks, columnTask, nil, []string{"任务序号", "任务代码", "任务号"}},
	{layoutTasks, columnTaskName, nil, []string{"任务", "工作任务"}},
	{layoutTasks, columnStatus, nil, []string{"任务状态", "进展状态", "完成状态"}},
	{layoutTasks, columnProgress, nil, []string{"进度", "完成进度(%)", "进度(%)"}},
	{layoutTasks, textColumns[0], nil, []string{"工作进展", "进展", "本期进展"}},
	{layoutTasks, textColumns[1], nil, []string{"问题", "存在的问题"}},
	{layoutTasks, textColumns[2], nil, []string{"下一步工作", "下一步打算", "下一步工作措施"}},
	{layoutTasks, textColumns[3], nil, []string{"佐证", "证明材料"}},
	{layoutTasks, textColumns[4], nil, []string{"负责人"}},
	{layoutTasks, textColumns[5], nil, []string{"典型做法", "经验做法"}},

	{layoutScores, columnOrg, nil, []string{"被评单位代码", "单位编码", "机构代码", "行政区划代码"}},
	{layoutScores, columnOrgOf, nil, []string{"被评单位", "机构名称"}},
	{layoutScores, columnScheme, nil, []string{"考评体系"}},
	{layoutScores, columnStage, nil, []string{"评分阶段", "考评阶段"}},
	{layoutScores, columnItem, nil, []string{"条目代码", "条目序号"}},
	{layoutScores, columnItemName, nil, []string{"条目名称", "评分条目"}},
	{layoutScores, columnFull, nil, []string{"满分值", "分值"}},
	{layoutScores, columnScore, nil, []string{"得分值", "评分得分"}},
	{layoutScores, columnEvidence, nil, []string{"佐证", "证明材料"}},

	{layoutInspections, columnDraw, nil, []string{"抽取号", "抽查编号"}},
	{layoutInspections, columnOrg, nil, []string{"单位编码", "机构代码", "行政区划代码"}},
	{layoutInspections, columnOrgOf, nil, []string{"机构名称"}},
	{layoutInspections, columnPeriod, nil, []string{"数据报告期"}},
	{layoutInspections, columnCode, nil, []string{"指标编码", "数据元编码"}},
	{layoutInspections, columnName, nil, []string{"指标名称", "数据元名称"}},
	{layoutInspections, columnUnit, nil, []string{"计量单位"}},
	{layoutInspections, columnReported, nil, []string{"上报值", "原报值"}},
	{layoutInspections, columnFound, nil, []string{"核实值", "核查结果值"}},
	{layoutInspections, columnVerdict, nil, []string{"核查结论"}},
	{layoutInspections, columnWhy, nil, []string{"情况说明", "备注"}},

	{layoutLong, columnOrg, []string{"org"}, []string{"单位编码", "机构代码", "机构编码", "行政区划代码", "区划代码", "县区代码"}},
	{layoutLong, columnPeriod, []string{"period"}, []string{"期别", "报告期别"}},
	{layoutLong, columnCode, []string{"element", "数据元"}, []string{"指标编码", "指标代码", "数据元编码", "数据元代码"}},
	{layoutLong, columnValue, []string{"value", "值"}, []string{"本期数", "本期数值", "本季值", "本季数", "填报值", "填报数", "数值"}},
	{layoutLong, columnRemark, []string{"note"}, []string{"备注说明", "说明"}},
	{layoutLong, columnReporter, []string{"reporter"}, []string{"报送单位代码", "填报单位", "填报单位代码"}},
	{layoutLong, columnName, []string{"name"}, []string{"指标名称", "数据元名称"}},
	{layoutLong, columnUnit, []string{"unit"}, []string{"计量单位"}},
}

// headerWord is what a word means in a layout.
type headerWord struct {
	name  string
	alias bool
}

var headerWords = func() map[string]map[string]headerWord {
	all := map[string]map[string]headerWord{}
	for _, h := range Headers {
		words := all[h.Layout]
		if words == nil {
			words = map[string]headerWord{}
			all[h.Layout] = words
		}
		for _, same := range append([]string{h.Name}, h.Same...) {
			words[same] = headerWord{h.Name, false}
		}
		for _, alias := range h.Aliases {
			words[alias] = headerWord{h.Name, true}
		}
	}
	return all
}()

// headerOf gives the column that a text heads in a layout. A text that is no
// word of ours, such as an element's code, stands for itself.
func headerOf(layout, text string) headerWord {
	plain := plainName(text)
	if w, ok := headerWords[layout][strings.ToLower(plain)]; ok {
		return w
	}
	return headerWord{name: plain}
}

// codeLike is what the codes of elements look like when they stand in a header.
var codeLike = regexp.MustCompile(`^[a-z][a-z0-9]*(_[a-z0-9]+)+$`)

// isHeaderWord says whether a text may stand in the header of any table of ours.
func isHeaderWord(text string) bool {
	plain := strings.ToLower(plainName(text))
	for _, words := range headerWords {
		if _, ok := words[plain]; ok {
			return true
		}
	}
	return codeLike.MatchString(plain)
}
